package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The app as one authorization server knows it, for one resource, and where that server gives tokens. Kept with the sign-in
 * and the connection, encrypted: later answers of any server change nothing of it. Printing shows issuer and id.
 *
 * @param origin how the server came to know the app
 * @param issuer the server
 * @param resource what tokens are for
 * @param clientId the app's id there
 * @param clientSecret its secret, if it registered itself and got one
 * @param method how the app says who it is
 * @param redirect where the browser comes back, which is part of a registration
 * @param secretEnds when the secret ends, if it does
 * @param tokenEndpoint where tokens are given
 * @param revocationEndpoint where tokens are taken back, if there is such a place
 */
record ServerApp(
        Origin origin,
        String issuer,
        String resource,
        String clientId,
        Optional<Secret> clientSecret,
        Method method,
        String redirect,
        Optional<Instant> secretEnds,
        URI tokenEndpoint,
        Optional<URI> revocationEndpoint) {

    /** Reads what was kept. */
    static ServerApp read(Secret kept) {
        AnswerNode node = kept.withBytes(bytes -> AnswerReader.strict().readJson(bytes.clone()))
                .orElseThrow(ServerApp::unreadable);
        try (node) {
            return new ServerApp(
                    Origin.valueOf(text(node, "origin")),
                    text(node, "issuer"),
                    text(node, "resource"),
                    text(node, "client_id"),
                    node.field("client_secret").secret(),
                    Method.valueOf(text(node, "method")),
                    text(node, "redirect_uri"),
                    optional(node, "secret_ends").map(Instant::parse),
                    URI.create(text(node, "token_endpoint")),
                    optional(node, "revocation_endpoint").map(URI::create));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw unreadable();
        }
    }

    /** Returns the text to keep, which the caller closes. */
    Secret kept() {
        Fields fields = Fields.none()
                .with("origin", origin.name())
                .with("issuer", issuer)
                .with("resource", resource)
                .with("client_id", clientId)
                .with("method", method.name())
                .with("redirect_uri", redirect)
                .with("token_endpoint", tokenEndpoint.toString());
        if (clientSecret.isPresent()) {
            fields = fields.with("client_secret", clientSecret.get());
        }
        if (secretEnds.isPresent()) {
            fields = fields.with("secret_ends", secretEnds.get().toString());
        }
        if (revocationEndpoint.isPresent()) {
            fields = fields.with("revocation_endpoint", revocationEndpoint.get().toString());
        }
        return Secret.wrap(fields.json());
    }

    /** Returns whether a registration of the app's own serves another sign-in: at the same server, and not ended. */
    boolean serves(String otherIssuer, String otherRedirect, Instant now) {
        return origin == Origin.REGISTERED
                && issuer.equals(otherIssuer)
                && redirect.equals(otherRedirect)
                && secretEnds.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /**
     * Returns whether an answer of the place that gives tokens says that the server no longer knows this registration: the
     * one code for that, with a status that goes with it (RFC 6749, section 5.2).
     */
    boolean isUnknownBy(TokenAnswer answer) {
        return origin == Origin.REGISTERED
                && answer instanceof TokenAnswer.Refused refused
                && (refused.error().status() == 400 || refused.error().status() == 401)
                && refused.error().code().equals("invalid_client");
    }

    /** Returns the refusal that makes the registration forgotten. */
    ProviderRejectedException unknown(String server) {
        return ProviderRejectedException.ofUnknownApp(
                server + ": " + issuer + " no longer knows the app's registration (invalid_client): sign in again,"
                        + " which registers the app anew",
                new ProviderRejectedException.App(issuer, clientId));
    }

    @Override
    public String toString() {
        return "ServerApp[" + issuer + ", " + clientId + "]";
    }

    private static String text(AnswerNode node, String name) {
        return optional(node, name).orElseThrow(ServerApp::unreadable);
    }

    private static Optional<String> optional(AnswerNode node, String name) {
        return Optional.of(node.field(name).clear()).filter(text -> !text.isEmpty());
    }

    private static ProviderRejectedException unreadable() {
        return ProviderRejectedException.definitive(
                "what was kept of the app's registration cannot be read: sign in again");
    }

    /** How a server came to know the app. */
    enum Origin {
        /** Somebody registered it by hand, and the configuration has id and secret. */
        CONFIGURED,
        /** Its id is the address of its own description. */
        DOCUMENT,
        /** It registered itself. */
        REGISTERED
    }

    /** How the app says who it is. */
    enum Method {
        /** HTTP Basic. */
        CLIENT_SECRET_BASIC,
        /** Parameters. */
        CLIENT_SECRET_POST,
        /** A signed assertion. */
        PRIVATE_KEY_JWT,
        /** The id alone. */
        NONE
    }
}
