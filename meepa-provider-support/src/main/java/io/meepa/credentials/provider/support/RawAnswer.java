package io.meepa.credentials.provider.support;

import io.meepa.credentials.provider.support.transport.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it came, of any status, for protocols whose answers are not always JSON. The body may hold secrets: closing
 * the answer overwrites it. Printing it shows the status only.
 */
public final class RawAnswer implements AutoCloseable {

    private final Reply.Answer answer;

    RawAnswer(Reply.Answer answer) {
        this.answer = answer;
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status
     */
    public int status() {
        return answer.status();
    }

    /**
     * Returns a header's first value.
     *
     * @param name the header, in any case
     * @return the value, or empty if the header is absent
     */
    public Optional<String> header(String name) {
        return answer.headers().firstValue(name);
    }

    /**
     * Returns all values of a header.
     *
     * @param name the header, in any case
     * @return the values, in the order they came
     */
    public List<String> headers(String name) {
        return answer.headers().allValues(name);
    }

    /**
     * Returns the body, decompressed.
     *
     * @return the bytes themselves, which {@link #close} overwrites; empty if there is no body
     */
    public byte[] body() {
        return answer.body();
    }

    @Override
    public void close() {
        Arrays.fill(answer.body(), (byte) 0);
    }

    @Override
    public String toString() {
        return "RawAnswer[" + answer.status() + "]";
    }
}
