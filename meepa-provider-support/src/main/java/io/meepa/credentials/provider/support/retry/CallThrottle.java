package io.meepa.credentials.provider.support.retry;

import io.meepa.credentials.spi.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Admits calls in the order of their tickets, up to a number at once. When the upstream asks one call to wait, no call
 * follows until those under way are back and the wait is over. Then one goes alone, and each that is accepted admits one
 * more beside it. So an upstream that accepts n calls between two waits refuses at most n + 1, and never more than there are
 * places. A refused call keeps its ticket: it goes before all that came later. Thread-safe.
 */
public final class CallThrottle {

    private static final Instant OPEN = Instant.EPOCH;

    private final int places;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicLong tickets = new AtomicLong();
    private final TreeSet<Long> line = new TreeSet<>();
    private Instant shutUntil = OPEN;
    private int width;
    private int inside;

    /**
     * Creates a throttle.
     *
     * @param places how many calls may be under way at once
     * @param clock the time
     * @param sleeper waits
     */
    public CallThrottle(int places, Clock clock, Sleeper sleeper) {
        this.places = places;
        this.width = places;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Returns a place in the order of all calls.
     *
     * @return the ticket
     */
    public long ticket() {
        return tickets.getAndIncrement();
    }

    /**
     * Waits for the call's turn.
     *
     * @param ticket the call's ticket
     * @param deadline the end of its time
     * @return false if its turn does not come before the deadline
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean enter(long ticket, Instant deadline) throws InterruptedException {
        Optional<Instant> opening = awaitTurn(ticket, deadline);
        if (opening.isEmpty() || opening.get().equals(OPEN)) {
            return opening.isPresent();
        }
        boolean through = false;
        try {
            through = awaitOpening(opening.get(), deadline);
        } finally {
            if (!through) {
                locked(() -> inside--);
            }
        }
        return through;
    }

    /** Ends an attempt that was not refused. One that began before the throttle was shut proves nothing. */
    public void leave() {
        locked(() -> {
            inside--;
            width = shutUntil.equals(OPEN) ? Math.min(places, width + 1) : width;
        });
    }

    /**
     * Ends an attempt that was refused for now, and shuts for all calls. The call keeps its place until it gives up.
     *
     * @param ticket the call's ticket
     * @param wait how long
     */
    public void leaveShut(long ticket, Duration wait) {
        Instant until = clock.instant().plus(wait);
        locked(() -> {
            line.add(ticket);
            inside--;
            width = 1;
            shutUntil = until.isAfter(shutUntil) ? until : shutUntil;
        });
    }

    /**
     * Removes a call that will not enter any more.
     *
     * @param ticket the call's ticket
     */
    public void giveUp(long ticket) {
        locked(() -> line.remove(ticket));
    }

    /** Returns when the throttle opens, as seen on entering: what was open stays so for the calls inside. */
    private Optional<Instant> awaitTurn(long ticket, Instant deadline) throws InterruptedException {
        long maxWait = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
        long left = TimeUnit.MILLISECONDS.toNanos(maxWait);
        lock.lock();
        try {
            line.add(ticket);
            while (inside >= width || line.first() != ticket) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = moved.awaitNanos(left);
            }
            inside++;
            return Optional.of(shutUntil);
        } finally {
            line.remove(ticket);
            moved.signalAll();
            lock.unlock();
        }
    }

    /** One call waits here; the others stay outside, so that they do not all go at the end of the wait. */
    private boolean awaitOpening(Instant opening, Instant deadline) throws InterruptedException {
        if (opening.isAfter(deadline)) {
            return false;
        }
        Duration wait = Duration.between(clock.instant(), opening);
        if (wait.compareTo(Duration.ZERO) > 0) {
            sleeper.sleep(wait);
        }
        locked(() -> shutUntil = OPEN);
        return true;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
