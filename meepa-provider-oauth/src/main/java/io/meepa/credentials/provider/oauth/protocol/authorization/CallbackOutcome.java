package io.meepa.credentials.provider.oauth.protocol.authorization;

import io.meepa.credentials.model.Secret;
import java.util.Optional;

/** What the browser brought back. */
public sealed interface CallbackOutcome {

    /**
     * A code to exchange.
     *
     * @param code the code, which the receiver closes
     */
    record Code(Secret code) implements CallbackOutcome {}

    /**
     * The person or the service said no.
     *
     * @param error the error's code, at most 40 characters
     */
    record Denied(String error) implements CallbackOutcome {}

    /**
     * The answer is not from the server that was asked (RFC 9207).
     *
     * @param expected the issuer that was asked
     * @param received the issuer that answered, or empty if it named none or nothing that can be shown
     */
    record WrongIssuer(Optional<String> expected, Optional<String> received) implements CallbackOutcome {}

    /** There is neither code nor error. */
    record NoCode() implements CallbackOutcome {}
}
