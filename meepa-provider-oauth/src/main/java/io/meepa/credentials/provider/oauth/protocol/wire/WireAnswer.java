package io.meepa.credentials.provider.oauth.protocol.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** An answer as it came: any status, any body. Owns the body, which {@link #close} wipes. Printing shows the status. */
public final class WireAnswer implements AutoCloseable {

    private final int status;
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    private WireAnswer(int status, Function<String, Optional<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Creates an answer.
     *
     * @param status the HTTP status
     * @param headers looks up a header's first value
     * @param body the bytes; belong to the answer from now on
     * @return the answer
     */
    public static WireAnswer wrap(int status, Function<String, Optional<String>> headers, byte[] body) {
        return new WireAnswer(status, headers, body);
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Reports whether the status is one of success.
     *
     * @return whether it is 2xx
     */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * Returns a header.
     *
     * @param name the name
     * @return its first value, or empty if it is missing
     */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /**
     * Reads the body as JSON or a form.
     *
     * @return the tree, absent if it is neither
     */
    public AnswerNode tree() {
        return AnswerReader.tolerant().read(body).orElseGet(AnswerNode::absent);
    }

    /**
     * Reads the body as a metadata document.
     *
     * @return the tree, or empty if it is no acceptable JSON object
     */
    public Optional<AnswerNode> document() {
        return AnswerReader.strict().readJson(body);
    }

    @Override
    public void close() {
        Arrays.fill(body, (byte) 0);
    }

    @Override
    public String toString() {
        return "WireAnswer[" + status + "]";
    }
}
