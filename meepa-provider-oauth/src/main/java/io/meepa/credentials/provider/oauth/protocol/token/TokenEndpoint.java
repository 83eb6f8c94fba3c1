package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A service's token endpoint: makes requests and reads answers.
 *
 * @param address the address
 * @param style how parameters are written
 * @param headers headers that the service wants
 * @param app who asks
 */
public record TokenEndpoint(URI address, BodyStyle style, Map<String, String> headers, ClientAuthentication app) {

    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int CONFLICT = 409;

    /** Copies the headers. */
    public TokenEndpoint {
        headers = Map.copyOf(headers);
    }

    /**
     * Creates the request of a trade.
     *
     * @param grant what is traded
     * @return the request, which the caller closes
     */
    public WireRequest request(TokenGrant grant) {
        WireRequest request = WireRequest.of("POST", address, grant.kind().purpose());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return app.apply(request, grant.fields(), style);
    }

    /**
     * Reads an answer. A success has an access token, whatever its status says; an error may come with status 200.
     *
     * @param answer the answer; stays the caller's
     * @param shape how the service's answers differ from the standard
     * @return what it means
     */
    public static TokenAnswer read(WireAnswer answer, AnswerShape shape) {
        AnswerNode tree = answer.tree();
        if (answer.successful()) {
            return success(answer.status(), tree, shape);
        }
        try (tree) {
            return failure(answer, tree);
        }
    }

    private static TokenAnswer success(int status, AnswerNode tree, AnswerShape shape) {
        boolean fine =
                shape.successField().map(field -> tree.field(field).is("true")).orElse(true);
        Optional<TokenSet> tokens = fine ? TokenSet.read(tree, shape) : Optional.empty();
        if (tokens.isPresent()) {
            return typed(status, tokens.get(), shape);
        }
        try (tree) {
            TokenError error = TokenError.read(status, tree);
            return error.code().isEmpty()
                    ? new TokenAnswer.Unclear(status, "the answer has neither a token nor an error")
                    : new TokenAnswer.Refused(error);
        }
    }

    private static TokenAnswer typed(int status, TokenSet tokens, AnswerShape shape) {
        if (shape.tokenType()
                .filter(type -> !type.equalsIgnoreCase(tokens.tokenType()))
                .isEmpty()) {
            return new TokenAnswer.Granted(tokens);
        }
        tokens.close();
        return new TokenAnswer.Unclear(status, "the answer has a token of another type than asked for");
    }

    private static TokenAnswer failure(WireAnswer answer, AnswerNode tree) {
        int status = answer.status();
        if (status == TOO_MANY) {
            return new TokenAnswer.Busy(status, wait(answer));
        }
        TokenError error = TokenError.read(status, tree);
        boolean open = status >= 500
                || status == TIMED_OUT
                || (status == CONFLICT && error.code().isEmpty());
        if (open || status < 400) {
            return new TokenAnswer.Unclear(status, "the answer does not say whether a token was given");
        }
        return new TokenAnswer.Refused(error);
    }

    private static Optional<Duration> wait(WireAnswer answer) {
        return answer.header("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
