package io.meepa.credentials.testkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Threads that start together. */
public final class ConcurrentCallers {

    /** How many callers show a race. */
    public static final int ENOUGH = 8;

    private static final long LIMIT_SECONDS = 120;

    private ConcurrentCallers() {}

    /**
     * Runs all work at once.
     *
     * @param work what each caller does
     * @param <T> what it returns
     * @return the results, in order
     * @throws InterruptedException if the test is interrupted
     */
    public static <T> List<T> together(List<Supplier<T>> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Supplier<T> each : work) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return each.get();
                }));
            }
            start.countDown();
            return results(futures);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                throw ContractAssert.guilty("threads: one of several is stuck", e);
            } catch (ExecutionException e) {
                throw ContractAssert.guilty("threads: one of several failed", e.getCause() == null ? e : e.getCause());
            }
        }
        return results;
    }
}
