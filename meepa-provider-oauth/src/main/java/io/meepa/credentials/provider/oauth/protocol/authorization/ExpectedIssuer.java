package io.meepa.credentials.provider.oauth.protocol.authorization;

import java.util.Optional;

/**
 * What an authorization answer's {@code iss} has to be (RFC 9207). Issuers are texts and are compared as such.
 *
 * @param issuer the server's issuer, or empty where it has none on record
 * @param promised whether the server says that it always sends it
 */
public record ExpectedIssuer(Optional<String> issuer, boolean promised) {

    /**
     * Reports whether an answer may come from that server.
     *
     * @param received the answer's {@code iss}
     * @return false if it names another, or none although the server promised one
     */
    public boolean accepts(Optional<String> received) {
        return received.map(actual -> issuer.map(actual::equals).orElse(true)).orElse(!promised);
    }
}
