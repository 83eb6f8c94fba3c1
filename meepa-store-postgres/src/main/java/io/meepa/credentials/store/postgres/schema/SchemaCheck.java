package io.meepa.credentials.store.postgres.schema;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.store.postgres.sql.Database;
import io.meepa.credentials.store.postgres.sql.Outcome;
import io.meepa.credentials.store.postgres.sql.RetryBudget;
import io.meepa.credentials.store.postgres.sql.SqlFailure;
import io.meepa.credentials.store.postgres.sql.SqlLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Checks once, before the first statement, that the schema is the one that this library knows, and before the first write
 * that the namespace has its row. Creates the tables only when asked to. Thread-safe.
 */
public final class SchemaCheck {

    private static final Set<String> ABSENT = Set.of("42P01", "3F000");

    /** What a second gateway meets that creates the tables at the same time. */
    private static final Set<String> CREATED_MEANWHILE = Set.of("23505", "42P06", "42P07", "42710");

    private final Database database;
    private final String namespace;
    private final SqlLimits limits;
    private final boolean create;
    private volatile boolean readable;
    private volatile boolean writable;

    /**
     * Creates the check.
     *
     * @param database runs the statements
     * @param namespace whose row
     * @param limits how long to wait
     * @param create whether tables that are absent are created
     */
    public SchemaCheck(Database database, String namespace, SqlLimits limits, boolean create) {
        this.database = database;
        this.namespace = namespace;
        this.limits = limits;
        this.create = create;
    }

    /**
     * Checks the version, once.
     *
     * @throws StoreException if there are no tables, or tables of another version
     */
    public void requireReadable() {
        if (!readable) {
            requireVersion();
            readable = true;
        }
    }

    /**
     * Checks the version and makes the namespace's row, once.
     *
     * @throws StoreException if there are no tables, or tables of another version
     */
    public void requireWritable() {
        requireReadable();
        if (!writable) {
            database.read("namespace " + namespace, limits.call(), limits.write(), this::register);
            writable = true;
        }
    }

    /** Looks first: where rights are given by row, only the owner may be allowed to insert. */
    private boolean register(Connection connection) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement("select 1 from meepa.store where namespace = ?")) {
            look.setString(1, namespace);
            try (ResultSet rows = look.executeQuery()) {
                if (rows.next()) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into meepa.store (namespace) values (?) on conflict (namespace) do nothing")) {
            insert.setString(1, namespace);
            insert.executeUpdate();
            return true;
        }
    }

    private void requireVersion() {
        RetryBudget budget = database.budget(limits.read());
        while (true) {
            try {
                requireKnown(database.once(limits.call(), SchemaCheck::version));
                return;
            } catch (SqlFailure failure) {
                if (ABSENT.contains(failure.state())) {
                    createOrThrow();
                } else if (failure.outcome() == Outcome.REFUSED) {
                    throw refused(failure);
                }
                pauseOrThrow(budget, failure);
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select max(version) from meepa.schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void requireKnown(int version) {
        if (version > SchemaScripts.VERSION) {
            throw new StoreException("the database has schema version " + version + " and this library knows "
                    + SchemaScripts.VERSION + ": update meepa-store-postgres; nothing was changed");
        }
        if (version < SchemaScripts.VERSION) {
            throw new StoreException("the database has schema version " + version + " and this library needs "
                    + SchemaScripts.VERSION + ": apply the scripts that PostgresSchema prints; nothing was changed");
        }
    }

    private void createOrThrow() {
        if (!create) {
            throw new StoreException(
                    "the database has no schema meepa, or this login may not see it: apply the script that"
                            + " PostgresSchema prints, or set create: true for a first start; nothing was changed");
        }
        try {
            database.once(limits.call(), connection -> run(connection, SchemaScripts.tables()));
        } catch (SqlFailure failure) {
            if (failure.outcome() == Outcome.REFUSED && !CREATED_MEANWHILE.contains(failure.state())) {
                throw refused(failure);
            }
        }
    }

    /**
     * Runs a script as one transaction.
     *
     * @param connection in autocommit
     * @param script several statements
     * @return true
     * @throws SQLException if one failed; then none was done
     */
    public static boolean run(Connection connection, String script) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static StoreException refused(SqlFailure failure) {
        return new StoreException("the database refused to show its schema, " + failure.getMessage() + ": "
                + failure.remedy() + "; nothing was changed");
    }

    private static void pauseOrThrow(RetryBudget budget, SqlFailure failure) {
        try {
            if (!budget.pause()) {
                throw new StoreException("the database did not answer, " + failure.getMessage() + ": "
                        + failure.remedy() + "; nothing was changed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "this thread was interrupted while it waited for the database; nothing was changed");
        }
    }
}
