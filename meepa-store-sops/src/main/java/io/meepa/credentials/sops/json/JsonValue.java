package io.meepa.credentials.sops.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A JSON value with members in document order and numbers as they were spelt. Immutable. */
public sealed interface JsonValue {

    /**
     * An object.
     *
     * @param members the members in document order; taken over, so whoever made the map leaves it as it is
     */
    record Fields(Map<String, JsonValue> members) implements JsonValue {

        /** Takes the members over. */
        public Fields {
            members = Collections.unmodifiableMap(members);
        }
    }

    /**
     * An array.
     *
     * @param elements the elements; taken over
     */
    record Elements(List<JsonValue> elements) implements JsonValue {

        /** Takes the elements over. */
        public Elements {
            elements = Collections.unmodifiableList(elements);
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
