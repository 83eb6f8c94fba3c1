package io.meepa.credentials.store.postgres;

import io.meepa.verification.database.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pgbouncer in transaction mode before the shared server, where the program is installed. */
final class Pooler implements AutoCloseable {

    private final @Nullable Process process;
    private final int port;

    private Pooler(@Nullable Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** None yet. */
    static Pooler none() {
        return new Pooler(null, 0);
    }

    static boolean isInstalled() {
        return program().isPresent();
    }

    private static java.util.Optional<String> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    static Pooler start(Path folder, String database) {
        try {
            int port = freePort();
            Path configuration = folder.resolve("pgbouncer.ini");
            Files.writeString(configuration, """
                    [databases]
                    %s = host=127.0.0.1 port=%d dbname=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = 3
                    """.formatted(
                            database, SharedServer.server().port(), database + " user=postgres", port));
            Process process = new ProcessBuilder(command(configuration))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            awaitPort(port);
            return new Pooler(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It refuses to run as root, and becomes another user then, who must be able to read its configuration. */
    private static List<String> command(Path configuration) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().orElseThrow()));
        if (System.getProperty("user.name").equals("root")) {
            Files.setPosixFilePermissions(
                    configuration.getParent(), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) {
        for (int tries = 0; tries < 500; tries++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        }
        throw new IllegalStateException("pgbouncer does not listen");
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?prepareThreshold=0";
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
