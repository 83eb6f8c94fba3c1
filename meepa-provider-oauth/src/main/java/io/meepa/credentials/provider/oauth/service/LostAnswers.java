package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.provider.oauth.preset.rules.RefreshRules;
import io.meepa.credentials.spi.call.Repetition;
import java.time.Duration;
import java.util.Optional;

/**
 * What may be done when the answer to a refresh was lost: the service may have spent the token and given a new one that nobody
 * knows. A pure function of the preset.
 *
 * <p>Where the service answers a repetition, it is repeated within that time. Where it does not, it is repeated once at the
 * end of the current access token: if the first call never arrived that saves the connection, and if it did there was nothing
 * left to lose. It is never repeated where a repetition would end connections of others.
 */
public final class LostAnswers {

    /** What of a grace is left out, for the time that the first call took to arrive. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** For a service that has a grace and does not say how long. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private LostAnswers() {}

    /**
     * Decides.
     *
     * @param rules the preset's rules
     * @return how a call whose answer was lost may be repeated
     */
    public static Repetition repetition(RefreshRules rules) {
        Repetition repetition = switch (rules.repetition()) {
            case REPEATABLE -> Repetition.REPEATABLE;
            case ONE_TIME -> Repetition.ONE_TIME;
            case GRACE -> within(rules.grace().flatMap(RefreshRules.Grace::period));
        };
        return rules.replayEnds() == RefreshRules.ReplayEnds.PERSON_AND_APP ? repetition : repetition.andOnceAtEnd();
    }

    /** A grace that is over when the first call may have arrived is none. */
    private static Repetition within(Optional<Duration> period) {
        Duration left = period.map(whole -> whole.minus(MARGIN)).orElse(AT_ONCE);
        return left.isZero() || left.isNegative() ? Repetition.ONE_TIME : Repetition.within(left);
    }
}
