package io.meepa.examples.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is not carried out. Its message names fields and remedies, never a value. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> fields;

    /**
     * Refuses a request.
     *
     * @param status the HTTP status
     * @param code what programs recognise it by
     * @param message what people read
     */
    public Refusal(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /**
     * Refuses what was filled in.
     *
     * @param fields what is wrong, by field
     */
    public Refusal(Map<String, String> fields) {
        this(422, "invalid", "some fields need another value", fields);
    }

    private Refusal(int status, String code, String message, Map<String, String> fields) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = new LinkedHashMap<>(fields);
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", code).put("message", getMessage());
        if (!fields.isEmpty()) {
            ObjectNode wrong = body.putObject("fields");
            fields.forEach(wrong::put);
        }
        Answer answer = Answer.json(status, body);
        return switch (status) {
            // RFC 9110, section 15.5.2. A browser asks nobody for a token of this kind by itself.
            case 401 -> answer.with("WWW-Authenticate", "Bearer realm=\"agent credentials\"");
            case 415 -> answer.with("Accept", "application/json");
            default -> answer;
        };
    }
}
