package io.meepa.credentials.store.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

/**
 * A connection of the host's pool for one statement: in autocommit, for writing, and with an end to every wait. What was set
 * otherwise is put back. Nothing is set on the server: behind a pooler that would be another client's setting next.
 *
 * <p>The isolation level stays as it is. Under a stricter one a lost race is an error instead of a row less, and errors of
 * that kind are tried again.
 */
final class Borrowed implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int timeout;
    private boolean broken;

    private Borrowed(Connection connection, boolean autoCommit, boolean readOnly, int timeout) {
        this.connection = connection;
        this.autoCommit = autoCommit;
        this.readOnly = readOnly;
        this.timeout = timeout;
    }

    static Borrowed prepare(Connection connection, Duration limit) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        boolean readOnly = connection.isReadOnly();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        if (readOnly) {
            connection.setReadOnly(false);
        }
        connection.clearWarnings();
        return new Borrowed(connection, autoCommit, readOnly, limited(connection, limit));
    }

    private static int limited(Connection connection, Duration limit) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            // Of zero a driver makes no limit at all.
            int wanted = Math.max(1, Math.toIntExact(limit.toMillis()));
            if (before == wanted) {
                return before;
            }
            connection.setNetworkTimeout(Runnable::run, wanted);
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return -1; // The host's driver has limits of its own, or none.
        }
    }

    Connection connection() {
        return connection;
    }

    /** Keeps the pool from giving it again. */
    void discard() {
        broken = true;
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is of no use either way.
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!broken) {
                restore();
            }
        } catch (SQLException e) {
            // The statement's outcome is known; the state of the connection is the pool's concern.
        }
    }

    private void restore() throws SQLException {
        if (timeout >= 0 && connection.getNetworkTimeout() != timeout) {
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
        if (readOnly) {
            connection.setReadOnly(true);
        }
        if (!autoCommit) {
            connection.setAutoCommit(false);
        }
    }
}
