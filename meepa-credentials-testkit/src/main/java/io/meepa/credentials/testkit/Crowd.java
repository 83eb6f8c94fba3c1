package io.meepa.credentials.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Threads that start together. */
final class Crowd {

    private static final int THREADS = 8;
    private static final long PATIENCE_SECONDS = 120;

    private Crowd() {}

    static Map<Slot, Outcome> issue(ProviderDrill drill, Supplier<Slot> slots) throws InterruptedException {
        List<Slot> all = new ArrayList<>();
        List<Supplier<Outcome>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Slot slot = slots.get();
            all.add(slot);
            work.add(() -> drill.attempt(slot.first()));
        }
        List<Outcome> outcomes = together(work);
        Map<Slot, Outcome> bySlot = new LinkedHashMap<>();
        for (int i = 0; i < THREADS; i++) {
            bySlot.put(all.get(i), outcomes.get(i));
        }
        return bySlot;
    }

    /** Runs all work at once and returns what came of it, in order. The first failure of any is thrown. */
    static <T> List<T> together(List<Supplier<T>> work) throws InterruptedException {
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
                results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                throw Verdict.guilty("threads: one of several is stuck", e);
            } catch (ExecutionException e) {
                throw Verdict.guilty("threads: one of several failed", e.getCause() == null ? e : e.getCause());
            }
        }
        return results;
    }
}
