package io.meepa.verification.crash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's time and whatever a proof lets pass on top. */
final class ShiftedClock extends Clock {

    private volatile Duration shift = Duration.ZERO;

    void pass(Duration time) {
        shift = shift.plus(time);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(shift);
    }
}
