package io.meepa.credentials.provider.oauth.protocol.token;

import java.time.Duration;
import java.util.Optional;

/** What a token endpoint answered. */
public sealed interface TokenAnswer {

    /**
     * A token was given.
     *
     * @param tokens the tokens, which the receiver closes
     */
    record Granted(TokenSet tokens) implements TokenAnswer {}

    /**
     * A refusal. Nothing was given.
     *
     * @param error what the service said
     */
    record Refused(TokenError error) implements TokenAnswer {}

    /**
     * The service wants all to wait. Nothing was given or spent.
     *
     * @param status the HTTP status
     * @param retryAfter how long, if it said so
     */
    record Busy(int status, Optional<Duration> retryAfter) implements TokenAnswer {}

    /**
     * Nobody knows: the answer is no answer of a token endpoint, and what was traded may be spent.
     *
     * @param status the HTTP status
     * @param reason what is wrong with the answer, in our words
     */
    record Unclear(int status, String reason) implements TokenAnswer {}
}
