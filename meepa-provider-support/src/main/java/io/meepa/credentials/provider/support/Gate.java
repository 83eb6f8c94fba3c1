package io.meepa.credentials.provider.support;

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
 * Lets calls through in the order of their tickets, so many at once. When the upstream tells one to wait, nobody follows
 * until those on their way are back and the wait is over; then one goes alone, and each that is taken lets one more go
 * beside it. So an upstream that takes n calls between two waits refuses at most n + 1, and never more than there are places.
 * A call keeps its ticket when it is refused: it goes before all that came later.
 */
final class Gate {

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

    Gate(int places, Clock clock, Sleeper sleeper) {
        this.places = places;
        this.width = places;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Returns a place in the order of all calls. */
    long ticket() {
        return tickets.getAndIncrement();
    }

    /** Returns false if the turn did not come, or the gate does not open, before the deadline. */
    boolean enter(long ticket, Instant deadline) throws InterruptedException {
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

    /** Ends a call that was not refused; one that was on its way before the gate was shut proves nothing. */
    void leave() {
        locked(() -> {
            inside--;
            width = shutUntil.equals(OPEN) ? Math.min(places, width + 1) : width;
        });
    }

    /** Ends an attempt that was refused for now, and shuts for everybody; the call stays in the line until it gives up. */
    void leaveShut(long ticket, Duration wait) {
        Instant until = clock.instant().plus(wait);
        locked(() -> {
            line.add(ticket);
            inside--;
            width = 1;
            shutUntil = until.isAfter(shutUntil) ? until : shutUntil;
        });
    }

    /** Lets those behind go on without a call that will not enter any more. */
    void giveUp(long ticket) {
        locked(() -> line.remove(ticket));
    }

    /** Returns when the gate opens, as seen in the moment of entering: a gate that was open stays so for whoever is inside. */
    private Optional<Instant> awaitTurn(long ticket, Instant deadline) throws InterruptedException {
        long patience = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
        long left = TimeUnit.MILLISECONDS.toNanos(patience);
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

    /** Whoever waits here is alone: the others stay outside, so that the end of the wait is no storm. */
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
