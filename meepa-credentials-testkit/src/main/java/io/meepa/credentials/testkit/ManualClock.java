package io.meepa.credentials.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Thread-safe. */
public final class ManualClock extends Clock {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * Makes a clock that shows some noon.
     *
     * @return the clock, in UTC
     */
    public static ManualClock atNoon() {
        return at(NOON);
    }

    /**
     * Makes a clock.
     *
     * @param instant what it shows
     * @return the clock, in UTC
     */
    public static ManualClock at(Instant instant) {
        return new ManualClock(new AtomicReference<>(instant), ZoneOffset.UTC);
    }

    /**
     * Moves it forward.
     *
     * @param duration by how much
     */
    public void advance(Duration duration) {
        now.getAndUpdate(shown -> shown.plus(duration));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a view of this clock in another zone; both move together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }
}
