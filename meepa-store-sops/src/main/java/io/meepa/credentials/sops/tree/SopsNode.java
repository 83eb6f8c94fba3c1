package io.meepa.credentials.sops.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a document: an object, an array or a {@link SopsLeaf}. Immutable.
 *
 * <p>The same tree serves for a document as it stands in JSON, where an encrypted value is a text and a number is as it was
 * spelt, and for the decrypted document, where each leaf has its type and the bytes that SOPS encrypts.
 */
public sealed interface SopsNode permits SopsNode.Fields, SopsNode.Elements, SopsLeaf {

    /**
     * An object: members in document order.
     *
     * @param members the members
     */
    record Fields(Map<String, SopsNode> members) implements SopsNode {

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
    record Elements(List<SopsNode> elements) implements SopsNode {

        /** Copies the elements. */
        public Elements {
            elements = List.copyOf(elements);
        }
    }
}
