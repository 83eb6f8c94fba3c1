package io.meepa.credentials.spi.store;

import io.meepa.credentials.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document as a small ordered tree, the same for every store. Immutable.
 *
 * <p>Which leaves are encrypted at rest is the store's rule. A store returns encrypted texts as {@link Hidden}; a
 * {@link Hidden} leaf may only be written where the store encrypts, and a {@link Text} may be written anywhere.
 */
public sealed interface DocumentNode {

    /**
     * An object: members in document order.
     *
     * @param members the members
     */
    record Fields(Map<String, DocumentNode> members) implements DocumentNode {

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
    record Elements(List<DocumentNode> elements) implements DocumentNode {

        /** Copies the elements. */
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A text that may be seen.
     *
     * @param value the text
     */
    record Text(String value) implements DocumentNode {}

    /**
     * A secret text.
     *
     * @param value the text
     */
    record Hidden(Secret value) implements DocumentNode {}

    /**
     * A number.
     *
     * @param literal its JSON text
     */
    record Numeric(String literal) implements DocumentNode {}

    /**
     * A flag.
     *
     * @param value the flag
     */
    record Flag(boolean value) implements DocumentNode {}

    /** The JSON null. */
    record Nothing() implements DocumentNode {}
}
