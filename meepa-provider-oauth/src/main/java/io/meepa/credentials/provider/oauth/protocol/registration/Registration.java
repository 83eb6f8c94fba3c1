package io.meepa.credentials.provider.oauth.protocol.registration;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An app that registered itself (RFC 7591, section 3.2). Printing shows the id.
 *
 * @param clientId the app's id
 * @param clientSecret its secret, or empty if it has none; belongs to the receiver
 * @param secretEnds when the secret ends, or empty if it does not
 * @param method how the app says who it is, or empty if the server did not say
 */
public record Registration(
        String clientId, Optional<Secret> clientSecret, Optional<Instant> secretEnds, Optional<String> method) {

    /**
     * Creates the request.
     *
     * @param endpoint the registration endpoint
     * @param app what the app says about itself
     * @return the request, which the caller closes
     */
    public static WireRequest request(URI endpoint, ClientDescription app) {
        return WireRequest.of("POST", endpoint, "register the app").json(Secret.of(app.registration()));
    }

    /**
     * Reads the answer.
     *
     * @param answer the answer; stays the caller's
     * @return the registration, or empty if the server refused
     */
    public static Optional<Registration> read(WireAnswer answer) {
        if (!answer.successful()) {
            return Optional.empty();
        }
        try (AnswerNode tree = answer.tree()) {
            String id = tree.field("client_id").clear();
            if (!id.matches("[!-~]{1,2000}")) {
                return Optional.empty();
            }
            return Optional.of(new Registration(
                    id,
                    tree.field("client_secret").secret(),
                    end(tree.field("client_secret_expires_at").clear()),
                    Optional.of(tree.field("token_endpoint_auth_method").clear())
                            .filter(text -> !text.isEmpty())));
        }
    }

    @Override
    public String toString() {
        return "Registration[" + clientId + "]";
    }

    /** Zero means that the secret does not end. */
    private static Optional<Instant> end(String seconds) {
        return seconds.matches("[1-9][0-9]{0,10}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }
}
