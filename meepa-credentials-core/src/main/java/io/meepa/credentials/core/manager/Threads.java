package io.meepa.credentials.core.manager;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manager's threads: a bounded number of agents at a time, and as many as their categories need. Two pools, so that
 * an agent that waits for its categories never holds the thread that one of them needs.
 */
public final class Threads implements AutoCloseable {

    private static final long LONGEST_WAIT_MINUTES = 10;

    private final ExecutorService agents;
    private final ExecutorService categories;

    Threads(int concurrency) {
        this.agents = Executors.newFixedThreadPool(concurrency, factory("agent"));
        this.categories = Executors.newCachedThreadPool(factory("category"));
    }

    ExecutorService agents() {
        return agents;
    }

    ExecutorService categories() {
        return categories;
    }

    @Override
    public void close() {
        agents.shutdown();
        await(agents);
        categories.shutdown();
        await(categories);
    }

    private static void await(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory factory(String what) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "meepa-credentials-" + what + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
