package io.meepa.verification.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A point at which callers of an upstream wait, until a test lets them go or enough of them met. */
final class CallBarrier {

    static final CallBarrier NONE = new CallBarrier("", 1, false);

    private static final long MOST_SECONDS = 120;

    private final String point;
    private final boolean meeting;
    private final CountDownLatch reached;
    private final CountDownLatch released = new CountDownLatch(1);

    private CallBarrier(String point, int parties, boolean meeting) {
        this.point = point;
        this.meeting = meeting;
        this.reached = new CountDownLatch(parties);
    }

    /** Callers wait until they are released. */
    static CallBarrier at(String point) {
        return new CallBarrier(point, 1, false);
    }

    /** Callers wait for each other. */
    static CallBarrier meeting(String point, int parties) {
        return new CallBarrier(point, parties, true);
    }

    void pass(String at) {
        if (at.equals(point)) {
            reached.countDown();
            await(meeting ? reached : released);
        }
    }

    /** Waits until a caller reached the point. */
    void awaitReached() {
        await(reached);
    }

    void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no caller came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
