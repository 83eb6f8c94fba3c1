package io.meepa.credentials.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the service answers, apart from how it travels.
 *
 * @param status the HTTP status
 * @param headers header fields by name
 * @param body the body, or an empty text
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final String TYPE = "Content-Type";

    /** Copies the header fields. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /**
     * Creates an answer with a JSON object.
     *
     * @param status the HTTP status
     * @param body the object
     * @return the answer
     */
    public static Answer json(int status, Map<String, ?> body) {
        return text(status, "application/json", Json.write(body));
    }

    /**
     * Creates an answer with a text.
     *
     * @param status the HTTP status
     * @param type the content type
     * @param body the text
     * @return the answer
     */
    public static Answer text(int status, String type, String body) {
        return new Answer(status, Map.of(TYPE, type), body);
    }

    /**
     * Creates an answer without a body.
     *
     * @param status the HTTP status
     * @return the answer
     */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    /**
     * Returns a copy with one more header field.
     *
     * @param header the name
     * @param value the value
     * @return the copy
     */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Answer withType(String type) {
        return with(TYPE, type);
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other);
    }

    @Override
    public String toString() {
        return "Answer " + status;
    }
}
