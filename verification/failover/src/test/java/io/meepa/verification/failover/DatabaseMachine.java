package io.meepa.verification.failover;

import io.meepa.verification.database.BaseBackup;
import io.meepa.verification.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server on a machine of its own, whose clock may be another. Not thread-safe. */
final class DatabaseMachine implements AutoCloseable {

    private static final int PORT = 5432;
    private static final int TRIES = 1_200;

    private final MachineNetwork network;
    private final String name;
    private final Path data;
    private final Path program;
    private @Nullable Process server;
    private int ahead;

    private DatabaseMachine(MachineNetwork network, String name, Path data, Path program) {
        this.network = network;
        this.name = name;
        this.data = data;
        this.program = program;
    }

    /** Makes a cluster and starts it as a primary. */
    static DatabaseMachine first(MachineNetwork network, String name, Path folder) {
        Path data = folder.resolve(name);
        Path program;
        try (PostgresServer maker = PostgresServer.start(data, Map.of())) {
            // The program that Maven brought along is what the server says that it was started as.
            String started = Files.readString(maker.folder().resolve("postmaster.opts"));
            program = Path.of(started.substring(0, started.indexOf(' ')));
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host all all 10.77.93.0/24 trust\nhost replication all 10.77.93.0/24 trust\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DatabaseMachine machine = new DatabaseMachine(network, name, data, program);
        machine.start(0);
        return machine;
    }

    /** Makes a second machine, which follows this one. */
    DatabaseMachine followedBy(String other, int secondsAhead) {
        DatabaseMachine follower = new DatabaseMachine(network, other, data.resolveSibling(other), program);
        follower.follow(this, secondsAhead);
        return follower;
    }

    /** Starts anew as the standby of another one. */
    void follow(DatabaseMachine primary, int secondsAhead) {
        BaseBackup.take(
                primary.superuser(),
                primary.data,
                data,
                "host=" + network.address(primary.name) + " port=" + PORT + " user=postgres application_name=" + name);
        start(secondsAhead);
        primary.awaitFollower();
    }

    String name() {
        return name;
    }

    boolean isAhead() {
        return ahead > 0;
    }

    /** Starts again after a kill, by the same clock. */
    void restart() {
        start(ahead);
    }

    private void start(int secondsAhead) {
        ahead = secondsAhead;
        List<String> command = new ArrayList<>(network.prefix(name));
        // PostgreSQL refuses to be root.
        command.addAll(List.of("unshare", "-U", program.toString(), "-D", data.toString()));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                data.resolveSibling(name + ".log").toFile()));
        if (secondsAhead != 0) {
            builder.environment().put("LD_PRELOAD", otherClock().orElseThrow().toString());
            builder.environment().put("FAKETIME", "+" + secondsAhead + "s");
            builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("answers", "select 1");
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(PORT)),
                Map.entry("listen_addresses", "*"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("synchronous_standby_names", "ANY 1 (a, b)"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("max_connections", "100"),
                Map.entry("cluster_name", name),
                Map.entry("wal_keep_size", "1GB"),
                Map.entry("wal_retrieve_retry_interval", "200ms"));
    }

    /** Returns the library that shows a program another time, if this machine has it. */
    static Optional<Path> otherClock() {
        try (Stream<Path> found = Files.walk(Path.of("/usr/lib"), 3)) {
            return found.filter(path -> path.endsWith("faketime/libfaketime.so.1"))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    DataSource superuser() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + network.address(name) + ":" + PORT + "/postgres?connectTimeout=2");
        source.setUser("postgres");
        return source;
    }

    void execute(String sql) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(name + ": " + sql, e);
        }
    }

    void promote() {
        execute("select pg_promote(true, 60)");
    }

    void awaitFollower() {
        await("is followed", "select 1 from pg_stat_replication where state = 'streaming' and sync_state = 'quorum'");
    }

    private void await(String what, String sql) {
        for (int tries = 0; tries < TRIES; tries++) {
            try (Connection connection = superuser().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                if (rows.next()) {
                    return;
                }
            } catch (SQLException e) {
                // Not yet.
            }
            Pause.millis(100);
        }
        throw new IllegalStateException("in two minutes " + name + " never " + what);
    }

    /** Ends all its processes at once, as a machine that loses its power does. */
    void kill() {
        Process postmaster = server;
        if (postmaster != null) {
            List<ProcessHandle> all = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            postmaster.onExit().join();
            all.forEach(process -> process.onExit().join());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
