package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

    private static final int MOST = 3;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void opensAsManyAsItMayAndNoneBeyond() throws SQLException {
        try (ConnectionPool pool = pool(Duration.ZERO)) {
            List<Connection> taken = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                taken.add(pool.getConnection());
            }
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("every connection is in use");

            taken.get(0).close();
            taken.get(0).close();
            pool.getConnection();

            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            assertThat(opened).hasValue(MOST);
        }
    }

    @Test
    void waitsForOneThatComesBack() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (ConnectionPool pool = pool(FOR_EVER)) {
            List<Connection> taken = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                taken.add(pool.getConnection());
            }
            AtomicInteger waiting = new AtomicInteger();
            Future<Connection> next = other.submit(() -> {
                waiting.incrementAndGet();
                return pool.getConnection();
            });
            while (waiting.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(next).isNotDone();
            taken.get(0).close();

            assertThat(next.get().isClosed()).isFalse();
            assertThat(opened).hasValue(MOST);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void waitsTenSecondsWhereTheConfigurationMakesThePool() {
        assertThat(ConnectionPool.LONGEST_WAIT).isEqualTo(Duration.ofSeconds(10));
    }

    private ConnectionPool pool(Duration longestWait) {
        return new ConnectionPool(this::open, MOST, longestWait);
    }

    private Connection open() {
        opened.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getReturnType() == boolean.class
                        ? method.getName().equals("isValid")
                        : null);
    }
}
