package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer that is no success.
 *
 * @param status the HTTP status, 400 or more
 * @param body its JSON, or a missing node if it has none
 * @param headers looks up a header's first value
 */
public record UpstreamError(int status, JsonNode body, Function<String, Optional<String>> headers) {

    /**
     * Reads a text of the body.
     *
     * @param field the field
     * @return the text, empty if there is none
     */
    public String text(String field) {
        return body.path(field).asText("");
    }
}
