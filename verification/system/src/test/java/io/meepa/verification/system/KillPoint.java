package io.meepa.verification.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Kills this process, as {@code kill -9} does, before or after the nth write of a store and call of a provider. What those
 * return is wrapped in its turn.
 */
final class KillPoint {

    private static final String SPI = "io.meepa.credentials.spi.";
    private static final Set<String> STEPS =
            Set.of("write", "delete", "begin", "complete", "beginOnDevice", "poll", "refresh", "revoke");

    private final int last;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile boolean armed;

    private KillPoint(int last) {
        this.last = last;
    }

    static KillPoint at(int nth) {
        return new KillPoint(nth);
    }

    static KillPoint never() {
        return new KillPoint(0);
    }

    /** Counts from here on. */
    void arm() {
        armed = true;
    }

    <T> T around(Class<T> type, T wrapped) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, values) -> called(wrapped, method, values)));
    }

    private @Nullable Object called(Object wrapped, Method method, Object @Nullable [] values) throws Throwable {
        boolean step = STEPS.contains(method.getName()) && method.getParameterCount() > 0;
        if (step) {
            pass();
        }
        Object result;
        try {
            result = method.invoke(wrapped, values);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        if (step) {
            pass();
        }
        return result instanceof Optional<?> optional
                ? optional.map(this::within)
                : result == null ? null : within(result);
    }

    /** Returns a plug-in's own objects wrapped, and everything else as it is. */
    private Object within(Object result) {
        for (Class<?> type : result.getClass().getInterfaces()) {
            String name = type.getName();
            boolean active = name.startsWith(SPI + "provider.") || name.startsWith(SPI + "store.StoreSession");
            if (active) {
                return wrapped(type, result);
            }
        }
        return result;
    }

    private <T> T wrapped(Class<T> type, Object result) {
        return around(type, type.cast(result));
    }

    private void pass() {
        if (armed && passed.incrementAndGet() == last) {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                String.valueOf(ProcessHandle.current().pid()))
                        .start();
                Thread.sleep(Long.MAX_VALUE); // Nothing goes on from here.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
