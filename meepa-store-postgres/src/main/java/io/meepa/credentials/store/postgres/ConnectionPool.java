package io.meepa.credentials.store.postgres;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A few connections for a host that hands over no pool of its own. They are opened when they are needed; one that lay idle is
 * tried before it is used again. Thread-safe.
 */
final class ConnectionPool implements DataSource, AutoCloseable {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration TRUSTED = Duration.ofSeconds(5);
    private static final int VALIDATION_SECONDS = 2;

    private final Opener opener;
    private final Semaphore permits;
    private final Duration longestWait;
    private final BlockingDeque<Idle> idle = new LinkedBlockingDeque<>();
    private volatile boolean closed;

    ConnectionPool(Opener opener, int most, Duration longestWait) {
        this.opener = opener;
        this.permits = new Semaphore(most, true);
        this.longestWait = longestWait;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!acquired()) {
            throw new SQLTransientConnectionException("every connection is in use");
        }
        boolean taken = false;
        try {
            Connection lease = leased(usable());
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                permits.release();
            }
        }
    }

    private boolean acquired() throws SQLException {
        try {
            return permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
    }

    private Connection usable() throws SQLException {
        for (Idle kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            boolean fresh = System.nanoTime() - kept.since < TRUSTED.toNanos();
            if (fresh || kept.connection.isValid(VALIDATION_SECONDS)) {
                return kept.connection;
            }
            kept.connection.abort(Runnable::run);
        }
        return opener.open();
    }

    private Connection leased(Connection connection) {
        AtomicReference<State> state = new AtomicReference<>(State.IN_USE);
        return (Connection) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            takeBack(connection, state.getAndSet(State.RETURNED));
                            return null;
                        }
                        case "isClosed" -> {
                            return state.get() != State.IN_USE || connection.isClosed();
                        }
                        case "abort" -> state.compareAndSet(State.IN_USE, State.BROKEN);
                        default -> {
                            // Everything else is the connection's own.
                        }
                    }
                    return call(connection, method, arguments);
                });
    }

    private static @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void takeBack(Connection connection, State before) throws SQLException {
        if (before == State.RETURNED) {
            return;
        }
        try {
            if (before == State.BROKEN || closed || connection.isClosed()) {
                connection.close();
            } else {
                idle.addFirst(new Idle(connection, System.nanoTime()));
            }
        } finally {
            permits.release();
        }
        if (closed) {
            close();
        }
    }

    /** Closes what is idle now, and what is in use when it comes back. */
    @Override
    public void close() {
        closed = true;
        for (Idle kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            try {
                kept.connection.close();
            } catch (SQLException e) {
                // The server closes it in its time.
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one login only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {

        Connection open() throws SQLException;
    }

    private enum State {
        IN_USE,
        BROKEN,
        RETURNED
    }

    private record Idle(Connection connection, long since) {}
}
