package io.meepa.verification.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A primary and a synchronous standby. A write is acknowledged only when both have it on disk. Not thread-safe.
 * A server that was killed comes back by a new base backup of its successor.
 */
public final class PostgresPair implements AutoCloseable {

    private final Path folder;
    private PostgresServer primary;
    private PostgresServer standby;

    private PostgresPair(Path folder, PostgresServer primary, PostgresServer standby) {
        this.folder = folder;
        this.primary = primary;
        this.standby = standby;
    }

    /**
     * Starts a pair.
     *
     * @param folder where their data folders will be
     * @return the pair, replicating
     */
    public static PostgresPair start(Path folder) {
        PostgresServer first = PostgresServer.start(folder.resolve("a"), settings("a"));
        PostgresServer second = joined(folder.resolve("b"), "b", first, 0);
        return new PostgresPair(folder, first, second).synchronised();
    }

    /**
     * Returns the server that takes writes.
     *
     * @return the primary
     */
    public PostgresServer primary() {
        return primary;
    }

    /**
     * Returns the server that follows it.
     *
     * @return the standby
     */
    public PostgresServer standby() {
        return standby;
    }

    /**
     * Returns a url that leads to whichever server is the primary.
     *
     * @return the url, without user or password
     */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port()
                + "/postgres?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=2&loginTimeout=3";
    }

    /** Kills the primary and makes the standby the primary. Until {@link #rejoin} writes wait: there is no standby. */
    public void failOver() {
        primary.kill();
        standby.promote();
        PostgresServer dead = primary;
        primary = standby;
        standby = dead;
    }

    /** Brings the server that was killed back as a standby, and returns when it follows. */
    public void rejoin() {
        Path data = standby.folder();
        int port = standby.port();
        standby = joined(data, data.getFileName().toString(), primary, port);
        synchronised();
    }

    private PostgresPair synchronised() {
        primary.execute("alter system set synchronous_standby_names = 'ANY 1 (a, b)'; select pg_reload_conf()");
        for (int tries = 0; tries < 600; tries++) {
            if (isFollowed()) {
                return this;
            }
            pause();
        }
        throw new IllegalStateException("the standby does not follow");
    }

    private boolean isFollowed() {
        try (Connection connection = primary.superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select 1 from pg_stat_replication where state = 'streaming' and sync_state = 'quorum'")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings(String name) {
        return Map.of(
                "cluster_name",
                name,
                "wal_keep_size",
                "1GB",
                "hot_standby",
                "on",
                "wal_retrieve_retry_interval",
                "200ms");
    }

    private static PostgresServer joined(Path data, String name, PostgresServer primary, int port) {
        BaseBackup.take(
                primary.superuser(),
                primary.folder(),
                data,
                "host=127.0.0.1 port=" + primary.port() + " user=postgres application_name=" + name);
        return PostgresServer.start(data, settings(name), port);
    }

    /**
     * Returns the folder of both.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /** Stops both. */
    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
