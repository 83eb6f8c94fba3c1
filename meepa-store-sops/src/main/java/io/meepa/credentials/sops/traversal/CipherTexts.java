package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The encrypted texts of the file that was opened, to be used again for what did not change. Each is used once:
 * two equal values must not become recognisable as equal. For one save by one thread.
 */
public final class CipherTexts {

    private final Map<Value, Deque<SopsLeaf>> texts = new HashMap<>();

    private CipherTexts() {}

    /**
     * Returns no texts.
     *
     * @return an empty collection
     */
    public static CipherTexts none() {
        return new CipherTexts();
    }

    /**
     * Collects from a document and its decrypted form, which have the same shape.
     *
     * @param file the document as it stands in JSON, without its metadata
     * @param tree the decrypted tree
     * @param rule which values are encrypted
     * @return the texts
     */
    public static CipherTexts of(SopsNode.Fields file, SopsNode.Fields tree, EncryptionRule rule) {
        CipherTexts collected = new CipherTexts();
        collected.collect(file, tree, Trail.ROOT, rule.root());
        return collected;
    }

    Optional<SopsLeaf> take(Trail where, SopsLeaf leaf) {
        Deque<SopsLeaf> candidates = texts.get(new Value(where, leaf));
        return candidates == null ? Optional.empty() : Optional.ofNullable(candidates.poll());
    }

    private void collect(SopsNode value, SopsNode node, Trail where, EncryptionRule.Scope scope) {
        if (value instanceof SopsNode.Fields file && node instanceof SopsNode.Fields fields) {
            fields.members().forEach((key, member) -> {
                EncryptionRule.Scope inner = scope.key(key);
                // A value in clear has no text to use again, and no way to it is needed.
                if (inner.encrypts() || !(member instanceof SopsLeaf)) {
                    collect(file.members().getOrDefault(key, SopsLeaf.nothing()), member, where.key(key), inner);
                }
            });
        } else if (value instanceof SopsNode.Elements file && node instanceof SopsNode.Elements elements) {
            Iterator<SopsNode> values = file.elements().iterator();
            elements.elements().forEach(element -> collect(values.next(), element, where, scope));
        } else if (value instanceof SopsLeaf text
                && !text.isEmpty()
                && node instanceof SopsLeaf leaf
                && scope.encrypts()) {
            texts.computeIfAbsent(new Value(where, leaf), key -> new ArrayDeque<>(1))
                    .add(text);
        }
    }

    /** What GCM would encrypt: the value and its path of keys. */
    private static final class Value {

        private final byte[] where;
        private final SopsLeaf leaf;
        private final int hash;

        Value(Trail where, SopsLeaf leaf) {
            this.where = where.authenticated();
            this.leaf = leaf;
            this.hash = 31 * Arrays.hashCode(this.where) + leaf.contentHash();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value that
                    && hash == that.hash
                    && leaf.matches(that.leaf)
                    && Arrays.equals(where, that.where);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
