package io.meepa.credentials.provider.oauth.protocol.device;

import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenError;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When to poll for a device code, and when to stop. Polling exactly at the interval is answered with {@code slow_down} by
 * some services, so each wait is a second and a little more longer; each {@code slow_down} adds five seconds for good.
 * Immutable: every answer makes the next state. Time is counted from the request on, not read from the wall clock.
 */
public final class DevicePolling {

    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration PENALTY = Duration.ofSeconds(5);
    private static final int JITTER_MILLIS = 500;

    private final Duration interval;
    private final Duration lifetime;
    private final Set<String> refusals;

    private DevicePolling(Duration interval, Duration lifetime, Set<String> refusals) {
        this.interval = interval;
        this.lifetime = lifetime;
        this.refusals = refusals;
    }

    /**
     * Starts polling.
     *
     * @param interval what the service asks to wait
     * @param lifetime how long the code lives
     * @param refusals the errors that mean that the person said no; {@code access_denied} always does
     * @return the first state
     */
    public static DevicePolling begin(Duration interval, Duration lifetime, Set<String> refusals) {
        return new DevicePolling(interval, lifetime, Set.copyOf(refusals));
    }

    /**
     * Returns what to wait between polls, without the margin.
     *
     * @return the interval
     */
    public Duration interval() {
        return interval;
    }

    /**
     * Returns how long to wait before the next poll.
     *
     * @param elapsed the time since before the code was asked for, by a clock that cannot be set
     * @param random for a little difference between pollers
     * @return the wait, or empty if the code is dead by then
     */
    public Optional<Duration> next(Duration elapsed, RandomGenerator random) {
        Duration wait = interval.plus(MARGIN).plusMillis(random.nextInt(JITTER_MILLIS));
        return elapsed.plus(wait).compareTo(lifetime) < 0 ? Optional.of(wait) : Optional.empty();
    }

    /**
     * Reads what came of a poll.
     *
     * @param answer the answer; tokens in it stay the caller's
     * @return what to do
     */
    public Step after(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            return new Step.Granted(granted.tokens());
        }
        if (answer instanceof TokenAnswer.Refused refused) {
            return refused(refused.error());
        }
        if (answer instanceof TokenAnswer.Busy busy && busy.retryAfter().isPresent()) {
            return new Step.Poll(slower(busy.retryAfter().get()));
        }
        // A poll that came to nothing spends nothing: the code is as good as before (RFC 8628, section 3.5).
        return new Step.Poll(slower(interval.multipliedBy(2)));
    }

    private Step refused(TokenError error) {
        return switch (error.code()) {
            case "authorization_pending" -> new Step.Poll(this);
            case "slow_down" -> new Step.Poll(slower(asked(error).orElse(interval.plus(PENALTY))));
            case "expired_token" -> new Step.Expired();
            case "access_denied" -> new Step.Denied(error.code());
            default -> refusals.contains(error.code()) ? new Step.Denied(error.code()) : new Step.Failed(error);
        };
    }

    /** GitHub names the new interval; it counts if it is longer than what is added anyway. */
    private Optional<Duration> asked(TokenError error) {
        return error.interval()
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(asked -> asked.compareTo(interval.plus(PENALTY)) >= 0);
    }

    private DevicePolling slower(Duration to) {
        Duration capped = to.compareTo(lifetime) > 0 ? lifetime : to;
        return capped.compareTo(interval) > 0 ? new DevicePolling(capped, lifetime, refusals) : this;
    }

    /** What to do after a poll. */
    public sealed interface Step {

        /**
         * Poll again.
         *
         * @param polling the next state
         */
        record Poll(DevicePolling polling) implements Step {}

        /**
         * The person confirmed.
         *
         * @param tokens the tokens, which the receiver closes
         */
        record Granted(TokenSet tokens) implements Step {}

        /**
         * The person said no.
         *
         * @param code the service's word for it
         */
        record Denied(String code) implements Step {}

        /** The code is dead. */
        record Expired() implements Step {}

        /**
         * The service refuses for another reason, which is about the app or the code.
         *
         * @param error what it said
         */
        record Failed(TokenError error) implements Step {}
    }
}
