package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import java.net.URI;
import java.util.Optional;

/**
 * What is traded for a token: the parameters of a token request without the app's. Holds the caller's secrets.
 *
 * @param kind which trade
 * @param fields the parameters
 */
public record TokenGrant(Kind kind, Fields fields) {

    /**
     * A code and the verifier whose challenge went with its request.
     *
     * @param code the code
     * @param verifier the verifier, or empty where none was used
     * @return the trade
     */
    public static TokenGrant code(Secret code, Optional<Secret> verifier) {
        Fields fields = typed("authorization_code").with("code", code);
        return new TokenGrant(
                Kind.CODE,
                verifier.map(secret -> fields.with("code_verifier", secret)).orElse(fields));
    }

    /**
     * A refresh token. Asks for no scope: the answer has what was granted.
     *
     * @param refreshToken the token
     * @return the trade
     */
    public static TokenGrant refresh(Secret refreshToken) {
        return new TokenGrant(Kind.REFRESH, typed("refresh_token").with("refresh_token", refreshToken));
    }

    /**
     * The app alone, without a person.
     *
     * @return the trade
     */
    public static TokenGrant clientCredentials() {
        return new TokenGrant(Kind.CLIENT_CREDENTIALS, typed("client_credentials"));
    }

    /**
     * A signed assertion (RFC 7523, section 2.1).
     *
     * @param assertion the assertion
     * @return the trade
     */
    public static TokenGrant jwtBearer(Secret assertion) {
        return new TokenGrant(
                Kind.JWT_BEARER,
                typed("urn:ietf:params:oauth:grant-type:jwt-bearer").with("assertion", assertion));
    }

    /**
     * A token of an identity provider, for an assertion that another server takes (RFC 8693, with the type of
     * draft-ietf-oauth-identity-assertion-authz-grant).
     *
     * @param token the person's ID token
     * @param audience the server that takes the assertion
     * @return the trade
     */
    public static TokenGrant identityAssertion(Secret token, String audience) {
        return new TokenGrant(
                Kind.EXCHANGE,
                typed("urn:ietf:params:oauth:grant-type:token-exchange")
                        .with("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag")
                        .with("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
                        .with("subject_token", token)
                        .with("audience", audience));
    }

    /**
     * A device code that a person may meanwhile have confirmed (RFC 8628).
     *
     * @param deviceCode the code
     * @return the trade
     */
    public static TokenGrant device(Secret deviceCode) {
        return new TokenGrant(
                Kind.DEVICE,
                typed("urn:ietf:params:oauth:grant-type:device_code").with("device_code", deviceCode));
    }

    /**
     * Names the address at which the code was received.
     *
     * @param redirectUri the address, exactly as it was asked for
     * @return a copy with it
     */
    public TokenGrant redirect(URI redirectUri) {
        return with("redirect_uri", redirectUri.toString());
    }

    /**
     * Adds a parameter, for instance {@code scope} or {@code resource}.
     *
     * @param name the name
     * @param value the value
     * @return a copy with it
     */
    public TokenGrant with(String name, String value) {
        return new TokenGrant(kind, fields.with(name, value));
    }

    private static Fields typed(String grantType) {
        return Fields.none().with("grant_type", grantType);
    }

    /** The kinds of trades. */
    public enum Kind {
        /** A code of the browser's callback; works once. */
        CODE("trade the code for a token"),
        /** A refresh token. */
        REFRESH("renew the token"),
        /** The app's own credentials. */
        CLIENT_CREDENTIALS("get a token for the app"),
        /** An assertion. */
        JWT_BEARER("trade the assertion for a token"),
        /** A token of an identity provider. */
        EXCHANGE("trade the identity provider's token for an assertion"),
        /** A device code. */
        DEVICE("ask whether the sign-in was confirmed");

        private final String purpose;

        Kind(String purpose) {
            this.purpose = purpose;
        }

        /**
         * Returns what such a request is for.
         *
         * @return a phrase, as in "cannot <em>renew the token</em>"
         */
        public String purpose() {
            return purpose;
        }
    }
}
