package io.meepa.credentials.store.postgres.sql;

import io.meepa.credentials.spi.Sleeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs single statements, each on a connection of its own that goes back at once. Thread-safe.
 *
 * <p>A write has no query timeout: the server answers a cancelled wait for its standby as success. The network timeout ends
 * every wait instead.
 */
public final class Database {

    private final DataSource source;
    private final Sleeper sleeper;
    private final LongSupplier nanos;

    /**
     * Creates a database over the host's or the store's own connections.
     *
     * @param source returns connections
     * @param sleeper waits between tries
     * @param nanos the monotonic clock
     */
    public Database(DataSource source, Sleeper sleeper, LongSupplier nanos) {
        this.source = source;
        this.sleeper = sleeper;
        this.nanos = nanos;
    }

    /**
     * Runs a statement once.
     *
     * @param <T> what it returns
     * @param limit how long the network may be silent
     * @param work the statement
     * @return what came back
     * @throws SqlFailure if it failed, with what that means
     */
    public <T> T once(Duration limit, SqlWork<T> work) throws SqlFailure {
        // A pool's wait notices interrupts: a thread that was interrupted before may still record what it did.
        boolean interrupted = Thread.interrupted();
        try (Borrowed borrowed = borrow(limit)) {
            return run(borrowed, work);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs a statement that changes nothing, again and again until it succeeds or the time for reads is over.
     *
     * @param <T> what it returns
     * @param what names it in messages
     * @param limit how long the network may be silent, per try
     * @param maxWait how long to try; the last try begins before its end, and may take as long as is left of it, or a second
     * @param work the statement
     * @return what came back
     * @throws io.meepa.credentials.error.StoreException if it never succeeded, or would never
     */
    public <T> T read(String what, Duration limit, Duration maxWait, SqlWork<T> work) {
        RetryBudget budget = budget(maxWait);
        Duration timeLimit = limit;
        while (true) {
            try {
                return once(timeLimit, work);
            } catch (SqlFailure failure) {
                if (failure.outcome() == Outcome.REFUSED) {
                    throw Failures.refused(what, failure);
                }
                pauseOrThrow(what, budget, failure);
                timeLimit = budget.limitOfTry(limit);
            }
        }
    }

    private static void pauseOrThrow(String what, RetryBudget budget, SqlFailure failure) {
        try {
            if (!budget.pause()) {
                throw Failures.unread(what, failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(what);
        }
    }

    private Borrowed borrow(Duration limit) throws SqlFailure {
        Connection connection = null;
        try {
            connection = source.getConnection();
            return Borrowed.prepare(connection, limit);
        } catch (SQLException e) {
            drop(connection);
            throw SqlFailure.ofConnecting(e);
        }
    }

    private static void drop(@Nullable Connection connection) {
        try (connection) {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            // The failure that led here is the one to report.
        }
    }

    private static <T> T run(Borrowed borrowed, SqlWork<T> work) throws SqlFailure {
        try {
            return work.run(borrowed.connection());
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.ofStatement(e);
            if (failure.outcome() == Outcome.UNKNOWN || failure.outcome() == Outcome.UNAVAILABLE) {
                borrowed.discard(); // A pool keeps connections to a server that no longer writes.
            }
            throw failure;
        }
    }

    /**
     * Throws if a write was answered with a warning: it may be visible and yet on no standby.
     *
     * @param statement the write, done
     * @throws SQLException if the driver fails
     * @throws SqlFailure if there is a warning
     */
    public static void requireAcknowledged(Statement statement) throws SQLException, SqlFailure {
        requireNone(statement.getWarnings());
        requireNone(statement.getConnection().getWarnings());
    }

    private static void requireNone(@Nullable SQLWarning first) throws SqlFailure {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String state = Outcome.state(warning);
            // A notice is a remark, of class 00; everything else concerns the write.
            if (!state.startsWith("00")) {
                throw SqlFailure.ofWarning(state);
            }
        }
    }

    /**
     * Starts a budget of time for tries.
     *
     * @param budget how long
     * @return the budget, running
     */
    public RetryBudget budget(Duration budget) {
        return new RetryBudget(budget, sleeper, nanos);
    }

    /**
     * Returns the monotonic clock's reading.
     *
     * @return nanoseconds
     */
    public long nanos() {
        return nanos.getAsLong();
    }
}
