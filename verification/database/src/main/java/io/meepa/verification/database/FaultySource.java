package io.meepa.verification.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Real connections of which the next statement goes wrong as asked. Thread-safe. */
public final class FaultySource {

    private final DataSource real;
    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
    private final AtomicInteger times = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Connection> undead = new CopyOnWriteArrayList<>();
    private volatile String marker = "";
    private volatile Runnable afterwards = () -> {};

    private FaultySource(DataSource real) {
        this.real = real;
    }

    /** What goes wrong. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** No connection is to be had. */
        NO_CONNECTION,
        /** The statement never arrives. */
        NOT_SENT,
        /** The statement is done, its answer lost. */
        ANSWER_LOST,
        /** The statement runs in a server process that commits only when {@link #commitLate} says so; the client sees a break. */
        COMMITS_LATE
    }

    /**
     * Puts faults before a source.
     *
     * @param real the source
     * @return the source with faults, none for now
     */
    public static FaultySource of(DataSource real) {
        return new FaultySource(real);
    }

    /**
     * Sets what goes wrong with the next statements.
     *
     * @param fault what
     * @param count how many times
     * @param containing a part of the statements that are meant
     */
    public void fail(Fault fault, int count, String containing) {
        marker = containing;
        times.set(count);
        next.set(fault);
    }

    /**
     * Sets what happens right after the next fault, before the client learns of it.
     *
     * @param action what others do meanwhile
     */
    public void afterFault(Runnable action) {
        afterwards = action;
    }

    /**
     * Commits what {@link Fault#COMMITS_LATE} left open.
     *
     * @return how many there were
     */
    public int commitLate() {
        int count = undead.size();
        for (Connection connection : undead) {
            try (connection) {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        undead.clear();
        return count;
    }

    /**
     * Returns how many connections are borrowed now.
     *
     * @return the count
     */
    public int open() {
        return open.get();
    }

    /**
     * Returns the source with faults.
     *
     * @return a source
     */
    public DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(real, method, arguments);
            }
            if (next.get() == Fault.NO_CONNECTION && takes()) {
                throw new SQLException("no connection", "08001");
            }
            open.incrementAndGet();
            return connection(real.getConnection());
        });
    }

    private Connection connection(Connection connection) {
        AtomicReference<Boolean> lives = new AtomicReference<>(true);
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close") && lives.getAndSet(false)) {
                open.decrementAndGet();
            }
            boolean ending =
                    method.getName().equals("close") || method.getName().equals("abort");
            if (ending && undead.contains(connection)) {
                return null;
            }
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? statement(connection, statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            boolean meant = method.getName().startsWith("execute") && sql.contains(marker);
            Fault fault = meant ? next.get() : Fault.NONE;
            if (fault == Fault.NONE || fault == Fault.NO_CONNECTION || !takes()) {
                return call(statement, method, arguments);
            }
            if (fault == Fault.COMMITS_LATE) {
                connection.setAutoCommit(false);
                undead.add(connection);
            }
            if (fault != Fault.NOT_SENT) {
                call(statement, method, arguments);
            }
            afterwards.run();
            afterwards = () -> {};
            throw new SQLException("the connection broke", "08006");
        });
    }

    private boolean takes() {
        return times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Action action) {
        InvocationHandler handler =
                (self, method, arguments) -> action.run(method, arguments == null ? new Object[0] : arguments);
        return type.cast(Proxy.newProxyInstance(FaultySource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What a call does. */
    @FunctionalInterface
    private interface Action {

        @org.jspecify.annotations.Nullable
        Object run(Method method, Object[] arguments) throws Throwable;
    }
}
