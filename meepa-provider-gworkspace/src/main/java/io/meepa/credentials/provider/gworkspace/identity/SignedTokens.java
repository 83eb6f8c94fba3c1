package io.meepa.credentials.provider.gworkspace.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import java.time.Clock;
import java.time.Duration;

/**
 * Trades signed assertions for access tokens, as a service account or in the name of a user (RFC 7523; Google's "OAuth 2.0
 * for server to server applications" fixes the audience and the hour).
 */
final class SignedTokens implements AccessTokenSupplier {

    /** What Google expects, whatever address the endpoint is reached at. */
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private static final Duration LIFE = Duration.ofHours(1);

    private final AssertionSigner signer;
    private final TokenEndpoint endpoint;
    private final Clock clock;

    SignedTokens(AssertionSigner signer, TokenEndpoint endpoint, Clock clock) {
        this.signer = signer;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public AccessToken accessToken(TokenRequest request) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", AUDIENCE).put("scope", String.join(" ", request.scopes()));
        claims.put("iat", now).put("exp", now + LIFE.toSeconds());
        request.subject().ifPresent(subject -> claims.put("sub", subject));
        return endpoint.trade(signer.sign(claims), request);
    }
}
