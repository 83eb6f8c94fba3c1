package io.meepa.credentials.standin;

import java.time.Clock;

/**
 * How a stand-in is started.
 *
 * @param port the port on the loopback interface, or 0 for a free one
 * @param clock the time of timestamps, expiry and rate limits
 * @param seed decides the ids it gives: the same seed and calls give the same ids
 */
public record StandInOptions(int port, Clock clock, long seed) {

    /**
     * Returns a free port, the system's clock and a fixed seed.
     *
     * @return the defaults
     */
    public static StandInOptions defaults() {
        return new StandInOptions(0, Clock.systemUTC(), 42);
    }

    /**
     * Asks for a port.
     *
     * @param fixed the port
     * @return a copy with it
     */
    public StandInOptions withPort(int fixed) {
        return new StandInOptions(fixed, clock, seed);
    }

    /**
     * Sets the clock.
     *
     * @param other the clock
     * @return a copy with it
     */
    public StandInOptions withClock(Clock other) {
        return new StandInOptions(port, other, seed);
    }

    /**
     * Sets the seed of ids.
     *
     * @param other the seed
     * @return a copy with it
     */
    public StandInOptions withSeed(long other) {
        return new StandInOptions(port, clock, other);
    }
}
