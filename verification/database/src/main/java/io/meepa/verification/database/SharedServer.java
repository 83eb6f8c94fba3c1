package io.meepa.verification.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of a JVM that only need some database; it ends with the JVM. */
public final class SharedServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedServer() {}

    /**
     * Returns the server, started at the first call.
     *
     * @return the server
     */
    public static PostgresServer server() {
        return Holder.SERVER;
    }

    /**
     * Creates a database that nobody else uses.
     *
     * @return its name
     */
    public static String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        server().execute("create database " + name);
        return name;
    }

    /** Started when it is first asked for. */
    private static final class Holder {

        private static final PostgresServer SERVER = started();

        private static PostgresServer started() {
            try {
                return PostgresServer.start(
                        Files.createTempDirectory("meepa-database").resolve("data"), Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
