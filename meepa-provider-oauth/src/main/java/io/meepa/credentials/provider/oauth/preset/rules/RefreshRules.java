package io.meepa.credentials.provider.oauth.preset.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * What renewing does.
 *
 * @param repetition what a second call with the same refresh token does
 * @param grace within which a second call is answered, for {@link Repetition#GRACE} only
 * @param absentRefreshToken what an answer without a refresh token means for the one that was sent
 * @param replayEnds what a second call outside of the grace ends
 * @param endsOldAccess when the previous access token ends
 * @param oldAccessEndsAfter how long it lives on, for {@link OldAccess#AFTER} only
 */
public record RefreshRules(
        Repetition repetition,
        Optional<Grace> grace,
        AbsentToken absentRefreshToken,
        ReplayEnds replayEnds,
        OldAccess endsOldAccess,
        Optional<Duration> oldAccessEndsAfter) {

    /** What a second call with the same refresh token does. */
    public enum Repetition {
        /** It is answered like the first. */
        REPEATABLE,
        /** It is refused: the token works once. */
        ONE_TIME,
        /** It is answered for a while. */
        GRACE
    }

    /** What an answer without a refresh token means. */
    public enum AbsentToken {
        /** The one that was sent continues working. */
        KEEP,
        /** Another took its place, and no client ever learns it. */
        LOST
    }

    /** What a repetition outside of the grace ends. */
    public enum ReplayEnds {
        /** Nothing. */
        NOTHING,
        /** All tokens that go back to the same sign-in. */
        FAMILY,
        /** All refresh tokens of that person and app, whichever sign-in they go back to. */
        PERSON_AND_APP
    }

    /** When the previous access token ends. */
    public enum OldAccess {
        /** At its own time. */
        NO,
        /** At once. */
        NOW,
        /** After a while. */
        AFTER
    }

    /**
     * A time in which a repetition is answered.
     *
     * @param period how long, or empty if the service does not say: then one repetition at once and none later
     * @param returns what the answer has
     */
    public record Grace(Optional<Duration> period, Returns returns) {}

    /** What the answer to a repetition has. */
    public enum Returns {
        /** Both tokens. */
        PAIR,
        /** The access token only; the refresh token is lost. */
        ACCESS_ONLY
    }
}
