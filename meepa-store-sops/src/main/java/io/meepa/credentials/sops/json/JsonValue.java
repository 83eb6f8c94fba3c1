package io.meepa.credentials.sops.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value with members in document order and numbers as they were spelt. Immutable. */
public sealed interface JsonValue {

    /**
     * An object.
     *
     * @param members the members in document order
     */
    record Fields(Map<String, JsonValue> members) implements JsonValue {

        /** Copies the members. */
        public Fields {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /**
     * An array.
     *
     * @param elements the elements
     */
    record Elements(List<JsonValue> elements) implements JsonValue {

        /** Copies the elements. */
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A string.
     *
     * @param value the unescaped text
     */
    record Text(String value) implements JsonValue {}

    /**
     * A number.
     *
     * @param literal its JSON text
     */
    record Numeric(String literal) implements JsonValue {}

    /**
     * A boolean.
     *
     * @param value the boolean
     */
    record Flag(boolean value) implements JsonValue {}

    /** The null. */
    record Nothing() implements JsonValue {}

    /** The null. */
    Nothing NOTHING = new Nothing();
}
