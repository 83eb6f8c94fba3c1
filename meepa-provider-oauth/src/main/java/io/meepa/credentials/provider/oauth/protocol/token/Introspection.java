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

/** Asks whether a token still works (RFC 7662). For an operator's check; no decision of this library needs it. */
public final class Introspection {

    private Introspection() {}

    /**
     * Creates the request.
     *
     * @param endpoint the server's endpoint
     * @param token the token; stays the caller's
     * @param style how parameters are written
     * @param headers headers that the service wants
     * @param app who asks
     * @return the request, which the caller closes
     */
    public static WireRequest request(
            URI endpoint, Secret token, BodyStyle style, Map<String, String> headers, ClientAuthentication app) {
        WireRequest request = WireRequest.of("POST", endpoint, "ask about the token");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return app.apply(request, Fields.none().with("token", token), style);
    }

    /**
     * Reads the answer.
     *
     * @param answer the answer; stays the caller's
     * @return what the server says; unknown where it says nothing definite
     */
    public static State read(WireAnswer answer) {
        if (!answer.successful()) {
            return State.UNKNOWN;
        }
        try (AnswerNode tree = answer.tree()) {
            AnswerNode active = tree.field("active");
            return active.is("true") ? State.ACTIVE : active.is("false") ? State.INACTIVE : State.UNKNOWN;
        }
    }

    /** What a server says about a token. */
    public enum State {
        /** It works. */
        ACTIVE,
        /** It does not, for an unknown reason. */
        INACTIVE,
        /** The server did not say. */
        UNKNOWN
    }
}
