package io.meepa.credentials.provider.oauth.protocol.authorization;

import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.token.Lifetime;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Pushes authorization requests (RFC 9126), so that the browser carries a reference and nothing else. */
public final class PushedAuthorization {

    private PushedAuthorization() {}

    /**
     * Creates the request.
     *
     * @param endpoint the server's endpoint for pushed requests
     * @param pushed what would be in the address
     * @param app who asks
     * @return the request, which the caller closes
     */
    public static WireRequest request(URI endpoint, AuthorizationRequest pushed, ClientAuthentication app) {
        return app.apply(WireRequest.of("POST", endpoint, "push the sign-in request"), pushed.fields(), BodyStyle.FORM);
    }

    /**
     * Reads the answer.
     *
     * @param answer the answer; stays the caller's
     * @return the reference, or empty if the server gave none
     */
    public static Optional<Pushed> read(WireAnswer answer) {
        if (!answer.successful()) {
            return Optional.empty();
        }
        try (AnswerNode tree = answer.tree()) {
            String reference = tree.field("request_uri").clear();
            Optional<Duration> lifetime = Lifetime.read(tree.field("expires_in"), Duration.ofDays(1));
            return reference.matches("[!-~]{1,1000}") ? Optional.of(new Pushed(reference, lifetime)) : Optional.empty();
        }
    }

    /**
     * A request that the server keeps.
     *
     * @param requestUri the reference to it
     * @param lifetime how long it is kept, if the server said so
     */
    public record Pushed(String requestUri, Optional<Duration> lifetime) {}
}
