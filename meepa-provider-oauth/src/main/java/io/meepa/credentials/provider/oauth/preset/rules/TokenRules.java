package io.meepa.credentials.provider.oauth.preset.rules;

import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where tokens are given, and what the answers look like.
 *
 * @param address the token endpoint
 * @param body how parameters are written
 * @param headers headers that the service wants
 * @param successField the field that is {@code true} in a success, or empty
 * @param noEndFrom the lifetime from which a token counts as one without end
 * @param accessLifetime how long an access token lives if the answer does not say; empty for no known end
 * @param bound whether tokens are bound to a key (RFC 9449)
 * @param chains the kinds of tokens that one app can have side by side, the usual first
 */
public record TokenRules(
        AddressTemplate address,
        BodyStyle body,
        Map<String, String> headers,
        Optional<String> successField,
        Duration noEndFrom,
        Optional<Duration> accessLifetime,
        boolean bound,
        List<Chain> chains) {

    /** Copies the collections. */
    public TokenRules {
        headers = Map.copyOf(headers);
        chains = List.copyOf(chains);
    }

    /**
     * A kind of token with its own refresh token.
     *
     * @param name its name in the configuration
     * @param atSignIn where it stands in the answer to a code
     * @param atRefresh where it stands in the answer to a refresh token
     * @param tokenType the {@code token_type} that it has, or empty if any will do
     * @param scopeParameter the parameter of the authorization request with its scopes
     */
    public record Chain(
            String name, String atSignIn, String atRefresh, Optional<String> tokenType, String scopeParameter) {}
}
