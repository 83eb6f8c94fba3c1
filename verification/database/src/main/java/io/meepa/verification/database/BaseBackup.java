package io.meepa.verification.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Creates a standby of a running primary of this machine. The servers that Maven brings along have neither
 * {@code pg_basebackup} nor {@code pg_rewind}, but SQL has what they are made of.
 */
public final class BaseBackup {

    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "standby.signal", "pg_replslot", "pg_stat_tmp");

    private BaseBackup() {}

    /**
     * Replaces a data folder by a copy of the primary's, which begins as a standby.
     *
     * @param primary the superuser's connections to the primary
     * @param from the primary's data folder
     * @param to the data folder to make
     * @param conninfo where the standby finds the primary
     */
    public static void take(DataSource primary, Path from, Path to, String conninfo) {
        try (Connection connection = primary.getConnection();
                Statement statement = connection.createStatement()) {
            delete(to);
            statement.execute("select pg_backup_start('join', true)");
            copy(from, to);
            try (ResultSet rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(to.resolve("backup_label"), rows.getString(1));
            }
            Files.writeString(to.resolve("standby.signal"), "");
            Files.writeString(
                    to.resolve("postgresql.auto.conf"),
                    "primary_conninfo = '" + conninfo + "'\nsynchronous_standby_names = 'ANY 1 (a, b)'\n");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path relative = from.relativize(path);
                // The log comes from the primary: it keeps enough of it.
                boolean log = relative.startsWith("pg_wal") && Files.isRegularFile(path);
                if (!log && !NOT_COPIED.contains(relative.getName(0).toString())) {
                    copyOne(path, to.resolve(relative));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.createDirectories(to.resolve("pg_replslot"));
        Files.createDirectories(to.resolve("pg_stat_tmp"));
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    private static void copyOne(Path from, Path to) throws IOException {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (NoSuchFileException e) {
            // The server removed it meanwhile; the log has what matters.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
