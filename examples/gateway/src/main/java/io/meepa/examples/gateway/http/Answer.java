package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with. Immutable.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the bytes
 * @param headers further headers
 */
public record Answer(int status, String type, Body body, Map<String, String> headers) {

    /** The bytes of an answer, which records cannot compare. */
    static final class Body {

        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    byte[] bytes() {
        return body.bytes();
    }

    String text() {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /**
     * Answers with JSON.
     *
     * @param status the HTTP status
     * @param body what to write
     * @return the answer
     */
    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Answers that it is done and there is nothing to say.
     *
     * @return the answer
     */
    public static Answer nothing() {
        return of(204, "", new byte[0]);
    }

    static Answer of(int status, String type, byte[] body) {
        return new Answer(status, type, new Body(body), Map.of());
    }

    /**
     * Adds a header.
     *
     * @param name its name
     * @param value its value
     * @return the answer with it
     */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, body, more);
    }
}
