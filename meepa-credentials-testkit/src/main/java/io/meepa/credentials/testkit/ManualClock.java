package io.meepa.credentials.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves, forth and back. It stands still otherwise, unless it runs beside another. Thread-safe. */
public final class ManualClock extends Clock {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Clock base;
    private final AtomicReference<Duration> ahead;
    private final ZoneId zone;

    private ManualClock(Clock base, AtomicReference<Duration> ahead, ZoneId zone) {
        this.base = base;
        this.ahead = ahead;
        this.zone = zone;
    }

    /**
     * Creates a clock that shows some noon.
     *
     * @return the clock, in UTC
     */
    public static ManualClock atNoon() {
        return at(NOON);
    }

    /**
     * Creates a clock.
     *
     * @param instant what it shows
     * @return the clock, in UTC
     */
    public static ManualClock at(Instant instant) {
        return beside(Clock.fixed(instant, ZoneOffset.UTC));
    }

    /**
     * Creates a clock that shows the system's time, and what it was moved by on top.
     *
     * @return the clock, in UTC
     */
    public static ManualClock running() {
        return beside(Clock.systemUTC());
    }

    private static ManualClock beside(Clock base) {
        return new ManualClock(base, new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
    }

    /**
     * Moves it.
     *
     * @param duration by how much; negative to put it back
     */
    public void advance(Duration duration) {
        ahead.getAndUpdate(shown -> shown.plus(duration));
    }

    /**
     * Sets it.
     *
     * @param instant what it shows now
     */
    public void set(Instant instant) {
        ahead.set(Duration.between(base.instant(), instant));
    }

    @Override
    public Instant instant() {
        return base.instant().plus(Objects.requireNonNull(ahead.get()));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a view of this clock in another zone; both move together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(base, ahead, other);
    }
}
