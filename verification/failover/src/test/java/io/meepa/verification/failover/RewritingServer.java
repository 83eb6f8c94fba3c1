package io.meepa.verification.failover;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Connections to a server that says another thing about itself than is so. */
final class RewritingServer {

    private RewritingServer() {}

    /** Answers a part of what is asked for with something else. */
    static DataSource of(DataSource real, String asked, String answer) {
        return proxy(DataSource.class, real, sql -> sql.replace(asked, answer));
    }

    private static <T> T proxy(Class<T> type, T real, UnaryOperator<String> rewriting) {
        return type.cast(Proxy.newProxyInstance(
                RewritingServer.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                        arguments[0] = rewriting.apply(sql);
                    }
                    return wrapped(invoked(real, method, arguments), rewriting);
                }));
    }

    private static Object invoked(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object wrapped(Object result, UnaryOperator<String> rewriting) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection, rewriting);
        }
        boolean plain = result instanceof Statement && !(result instanceof java.sql.PreparedStatement);
        return plain ? proxy(Statement.class, (Statement) result, rewriting) : result;
    }
}
