package io.meepa.credentials.testkit.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** JSON objects as maps. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String write(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer holds something that is no JSON", e);
        }
    }

    /** Reads an object, or nothing if the text is none. */
    static Optional<Map<String, Object>> read(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return value instanceof Map<?, ?> map ? Optional.of(object(map)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // A JSON object's keys are texts.
    static Map<String, Object> object(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
