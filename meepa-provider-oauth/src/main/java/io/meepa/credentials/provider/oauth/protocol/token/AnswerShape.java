package io.meepa.credentials.provider.oauth.protocol.token;

import java.time.Duration;
import java.util.Optional;

/**
 * How a service's token answers differ from the standard.
 *
 * @param successField the field that must be {@code true} in a success, if the service has one
 * @param pointer where the token stands within the answer; empty for the top
 * @param tokenType the {@code token_type} that the token must have, if the service has several
 * @param noEndFrom the lifetime from which a token counts as one without end
 */
public record AnswerShape(
        Optional<String> successField, String pointer, Optional<String> tokenType, Duration noEndFrom) {

    /** The standard's shape; a lifetime of a year is no end. */
    public static final AnswerShape STANDARD =
            new AnswerShape(Optional.empty(), "", Optional.empty(), Duration.ofDays(365));
}
