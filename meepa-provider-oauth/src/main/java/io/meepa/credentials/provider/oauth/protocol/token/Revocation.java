package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a service takes a token back: by RFC 7009 or in a way of its own. Tokens travel in bodies or headers, never in an
 * address.
 *
 * @param method the HTTP method
 * @param address the address
 * @param form how the token is handed over
 * @param style how parameters are written
 * @param headers headers that the service wants
 * @param done statuses beside 2xx that mean that the token is gone
 */
public record Revocation(
        String method, URI address, Form form, BodyStyle style, Map<String, String> headers, Set<Integer> done) {

    /** Copies the collections. */
    public Revocation {
        headers = Map.copyOf(headers);
        done = Set.copyOf(done);
    }

    /**
     * Creates the request.
     *
     * @param token the token; stays the caller's
     * @param hint the {@code token_type_hint}, or empty where the service knows none
     * @param app who asks
     * @return the request, which the caller closes
     */
    public WireRequest request(Secret token, Optional<String> hint, ClientAuthentication app) {
        WireRequest request = WireRequest.of(method, address, "take the token back");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        if (form == Form.BEARER) {
            return request.body(Fields.none(), BodyStyle.FORM).bearer(token);
        }
        Fields fields = Fields.none().with(form == Form.ACCESS_TOKEN_PARAMETER ? "access_token" : "token", token);
        return app.apply(
                request, hint.map(text -> fields.with("token_type_hint", text)).orElse(fields), style);
    }

    /**
     * Reads the answer.
     *
     * @param answer the answer; stays the caller's
     * @return what came of it
     */
    public Outcome read(WireAnswer answer) {
        int status = answer.status();
        if (status == 429 || status == 408 || status >= 500) {
            return Outcome.AGAIN;
        }
        try (AnswerNode tree = answer.tree()) {
            boolean refused = tree.field("ok").is("false")
                    || !TokenError.read(status, tree).code().isEmpty();
            if (answer.successful() && !refused) {
                return Outcome.GONE;
            }
            boolean dead = Set.of("token_revoked", "token_expired", "invalid_auth", "account_inactive")
                    .contains(TokenError.read(status, tree).code());
            return done.contains(status) || (answer.successful() && dead) ? Outcome.GONE : Outcome.REFUSED;
        }
    }

    /** How the token is handed over. */
    public enum Form {
        /** As the parameter {@code token}, beside the app's credentials. */
        TOKEN_PARAMETER,
        /** As the parameter {@code access_token}, beside the app's credentials. */
        ACCESS_TOKEN_PARAMETER,
        /** As the request's own authorization. */
        BEARER
    }

    /** What came of a revocation. */
    public enum Outcome {
        /** The token works no more. */
        GONE,
        /** Nobody knows; asking again is harmless. */
        AGAIN,
        /** The service refuses: the app's credentials are wrong, for instance. */
        REFUSED
    }
}
