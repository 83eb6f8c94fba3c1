package io.meepa.credentials.store.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One statement on a connection.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface SqlWork<T> {

    /**
     * Runs the statement.
     *
     * @param connection in autocommit
     * @return what came back
     * @throws SQLException if the statement failed
     * @throws SqlFailure if it was answered with a warning
     */
    T run(Connection connection) throws SQLException, SqlFailure;
}
