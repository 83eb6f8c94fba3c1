package io.meepa.credentials.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** JSON objects as maps. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * Writes an object.
     *
     * @param object the object
     * @return its text
     */
    public static String write(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer holds something that is no JSON", e);
        }
    }

    /**
     * Reads an object.
     *
     * @param text the text
     * @return the object, or empty if the text is none
     */
    public static Optional<Map<String, Object>> read(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return value instanceof Map<?, ?> map ? Optional.of(object(map)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns an object within another one.
     *
     * @param map the object as read
     * @return the same object
     */
    @SuppressWarnings("unchecked") // A JSON object's keys are texts.
    public static Map<String, Object> object(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
