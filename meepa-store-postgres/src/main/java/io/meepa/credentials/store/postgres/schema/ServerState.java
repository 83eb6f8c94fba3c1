package io.meepa.credentials.store.postgres.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * What a server says about itself; none of it needs a right.
 *
 * @param synchronousCommit its setting for this login
 * @param standbys which standbys an acknowledged write is on, empty for none
 * @param fsync whether it forces writes to disk
 * @param fullPageWrites whether a torn page can be repaired
 * @param recovering whether it is a standby
 * @param version its version as one number
 * @param now its clock
 * @param bypassesRowSecurity whether this login sees every namespace
 * @param rowSecurity whether namespaces are kept apart by row
 */
public record ServerState(
        String synchronousCommit,
        String standbys,
        boolean fsync,
        boolean fullPageWrites,
        boolean recovering,
        int version,
        Instant now,
        boolean bypassesRowSecurity,
        boolean rowSecurity) {

    private static final String QUERY = """
            select current_setting('synchronous_commit'), current_setting('synchronous_standby_names'),
              current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on', pg_is_in_recovery(),
              current_setting('server_version_num')::int, extract(epoch from clock_timestamp()),
              (select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = current_user),
              (select c.relrowsecurity from pg_class c where c.oid = to_regclass('meepa.document'))""";

    /**
     * Asks the server.
     *
     * @param connection to it
     * @return its answer
     * @throws SQLException if it does not answer
     */
    public static ServerState read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            rows.next();
            return new ServerState(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getBoolean(3),
                    rows.getBoolean(4),
                    rows.getBoolean(5),
                    rows.getInt(6),
                    Instant.ofEpochMilli(rows.getBigDecimal(7).movePointRight(3).longValue()),
                    rows.getBoolean(8),
                    rows.getBoolean(9));
        }
    }

    /**
     * Returns whether an acknowledged write is on a second machine.
     *
     * @return false if a lost primary means lost writes
     */
    public boolean isReplicated() {
        return !standbys.isBlank()
                && !synchronousCommit.equals("off")
                && !synchronousCommit.equals("local")
                && !synchronousCommit.equals("remote_write");
    }
}
