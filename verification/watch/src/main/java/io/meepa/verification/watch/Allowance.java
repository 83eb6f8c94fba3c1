package io.meepa.verification.watch;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the handling of one input may take: 64 MiB, counting all that is allocated, however briefly held. Time
 * is bounded by whoever runs the input: a clock of ours would judge the machine.
 */
public final class Allowance {

    private static final long LARGEST = 64L * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allowance() {}

    /**
     * Handles one input in the calling thread; twice, if it took too much at first.
     *
     * @param handling what to do with the input
     * @throws AssertionError if it allocated more than is allowed
     */
    public static void hold(Runnable handling) {
        if (taken(handling) <= LARGEST) {
            return;
        }
        // The first handling may load classes, and a fuzzer that instruments them takes the memory in this thread.
        long allocated = taken(handling);
        if (allocated > LARGEST) {
            throw new AssertionError("one input took " + allocated + " bytes; " + LARGEST + " are allowed");
        }
    }

    private static long taken(Runnable handling) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        handling.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
