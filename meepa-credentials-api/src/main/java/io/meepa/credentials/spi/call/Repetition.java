package io.meepa.credentials.spi.call;

import java.time.Duration;

/**
 * What an upstream does when the same renewal is sent twice.
 *
 * @param kind how it answers
 * @param period how long after the first the second is answered like it; zero unless the kind is {@link Kind#GRACE}
 * @param onceAtEnd whether one more call is allowed once the token in use has ended
 */
public record Repetition(Kind kind, Duration period, boolean onceAtEnd) {

    /** The second is answered like the first, at any time. */
    public static final Repetition REPEATABLE = new Repetition(Kind.REPEATABLE, Duration.ZERO, false);

    /** The first may have spent what the second is made with. */
    public static final Repetition ONE_TIME = new Repetition(Kind.ONE_TIME, Duration.ZERO, false);

    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if a grace has no period, or something else has one
     */
    public Repetition {
        if (period.isNegative() || (kind == Kind.GRACE) == period.isZero()) {
            throw new IllegalArgumentException("a grace has a period, and nothing else has: " + kind + " " + period);
        }
    }

    /**
     * Returns the repetition of an upstream that answers the same for a while.
     *
     * @param period how long after the first call
     * @return the repetition
     */
    public static Repetition within(Duration period) {
        return new Repetition(Kind.GRACE, period, false);
    }

    /**
     * Returns a copy for an upstream at which one more call is worth it once the token in use has ended: if the first never
     * arrived, that saves the credential; if it did, nothing was left to lose. Not where it could end what others have.
     *
     * @return the copy
     */
    public Repetition andOnceAtEnd() {
        return new Repetition(kind, period, true);
    }

    /**
     * Checks whether a call whose answer was lost may be sent again.
     *
     * @param passed the time since the first call was sent
     * @return whether the upstream answers the second like the first
     */
    public boolean allows(Duration passed) {
        return switch (kind) {
            case REPEATABLE -> true;
            case ONE_TIME -> false;
            case GRACE -> !passed.isNegative() && passed.compareTo(period) < 0;
        };
    }

    /** How the second call is answered. */
    public enum Kind {

        /** Like the first, at any time. */
        REPEATABLE,

        /**
         * Refused, and what was obtained with the first may end with it. A lost answer is reported to a person, and nothing is sent
         * again.
         */
        ONE_TIME,

        /** Like the first for a period, then refused. */
        GRACE
    }
}
