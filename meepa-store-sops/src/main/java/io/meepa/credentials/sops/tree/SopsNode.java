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

    /** An object: members in document order. */
    final class Fields implements SopsNode {

        private final Map<String, SopsNode> members;

        private Fields(Map<String, SopsNode> members) {
            this.members = Collections.unmodifiableMap(members);
        }

        /**
         * Creates an object of the members of a map.
         *
         * @param members the members; copied
         * @return the object
         */
        public static Fields copyOf(Map<String, SopsNode> members) {
            return new Fields(new LinkedHashMap<>(members));
        }

        /**
         * Creates an object of a map that nothing else refers to.
         *
         * @param members the members; taken over, so the caller must leave them as they are
         * @return the object
         */
        public static Fields wrap(Map<String, SopsNode> members) {
            return new Fields(members);
        }

        /**
         * Creates a map to be filled in document order and then wrapped.
         *
         * @param count how many members it will have
         * @return the empty map, with room for as many
         */
        public static Map<String, SopsNode> room(int count) {
            return new LinkedHashMap<>(count + count / 3 + 1);
        }

        /**
         * Returns the members.
         *
         * @return the members in document order
         */
        public Map<String, SopsNode> members() {
            return members;
        }

        /**
         * Returns a text without the members.
         *
         * @return the same for every object
         */
        @Override
        public String toString() {
            return "SopsNode.Fields";
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
