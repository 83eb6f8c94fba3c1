package io.meepa.verification.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server of this machine that forces every acknowledged write to disk. Not thread-safe. */
public final class PostgresServer implements AutoCloseable {

    private static final int LONGEST_START_SECONDS = 120;

    private final EmbeddedPostgres server;
    private final Path folder;

    private PostgresServer(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Starts a server, and makes its cluster if the folder has none.
     *
     * @param folder the data folder
     * @param settings server settings beside those that make it durable
     * @return the server, ready
     */
    public static PostgresServer start(Path folder, Map<String, String> settings) {
        return start(folder, settings, 0);
    }

    /**
     * Starts a server at a port.
     *
     * @param folder the data folder
     * @param settings server settings beside those that make it durable
     * @param port the port, or 0 for a free one
     * @return the server, ready
     */
    public static PostgresServer start(Path folder, Map<String, String> settings, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(java.time.Duration.ofSeconds(LONGEST_START_SECONDS))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "32MB");
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(log(folder).toFile());
        builder.setErrorRedirector(log).setOutputRedirector(log);
        settings.forEach(builder::setServerConfig);
        try {
            return new PostgresServer(builder.start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + folder, e);
        }
    }

    private static Path log(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /**
     * Returns the data folder.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the port.
     *
     * @return the port
     */
    public int port() {
        return server.getPort();
    }

    /**
     * Returns the url of a database of this server.
     *
     * @param database the database
     * @return the url, without user or password
     */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /**
     * Returns connections of the superuser, a new one each time.
     *
     * @return the source
     */
    public DataSource superuser() {
        return server.getPostgresDatabase();
    }

    /**
     * Runs statements as the superuser.
     *
     * @param sql the statements
     */
    public void execute(String sql) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Creates a standby the primary, and returns when it takes writes. */
    public void promote() {
        execute("select pg_promote(true, 60)");
    }

    /** Ends all its processes at once, as a machine that loses its power does. */
    public void kill() {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        all.forEach(process -> process.onExit().join());
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    private ProcessHandle postmaster() {
        try {
            String first = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
