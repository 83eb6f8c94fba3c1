package io.meepa.verification.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Measures operations in the calling thread: the best of several rounds, because noise only ever adds. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long ROUND_NANOS = 40_000_000;

    private final int rounds;
    // Results go here, or the compiler might leave out what makes them.
    private final AtomicInteger sink = new AtomicInteger();

    Meter(int rounds) {
        this.rounds = rounds;
    }

    /** Does it once, unmeasured. */
    void run(Supplier<?> operation) {
        sink.addAndGet(operation.get().hashCode());
    }

    Cost of(Supplier<?> operation) {
        Cost best = round(operation, 1);
        int repeats = (int) Math.max(1, ROUND_NANOS / best.nanos());
        for (int i = 0; i < rounds; i++) {
            Cost cost = round(operation, repeats);
            best = new Cost(Math.min(best.nanos(), cost.nanos()), Math.min(best.bytes(), cost.bytes()));
        }
        return best;
    }

    /** How much more of the heap is in use while what an operation returned is held. */
    double retained(Supplier<?> operation) {
        long before = heapInUse();
        Object held = operation.get();
        long after = heapInUse();
        sink.addAndGet(held.hashCode());
        return Math.max(1, after - before);
    }

    private Cost round(Supplier<?> operation, int repeats) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
            run(operation);
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Cost((double) nanos / repeats, bytes / repeats);
    }

    private static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
