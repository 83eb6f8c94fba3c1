package io.meepa.credentials.provider.oauth.protocol.jose;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the few small JSON objects of claims. */
public final class Json {

    private Json() {}

    /**
     * Writes an object.
     *
     * @param members texts, whole numbers, and objects and lists of these, in the order of the map
     * @return the JSON text
     */
    public static String object(Map<String, ?> members) {
        return value(members);
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> quoted(member.getKey().toString()) + ":" + value(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Long ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
