package io.meepa.credentials.sops;

import io.meepa.credentials.sops.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The encrypted texts of the file that was opened, to be used again for what did not change. Each is handed out once:
 * two equal values must not become recognisable as equal. For one save by one thread.
 */
final class CipherTexts {

    private final Map<Value, Deque<String>> texts = new HashMap<>();

    private CipherTexts() {}

    static CipherTexts none() {
        return new CipherTexts();
    }

    /** Collects from a file and its decrypted form, which have the same shape. */
    static CipherTexts of(JsonValue.Fields file, SopsNode.Fields tree, EncryptionRule rule) {
        CipherTexts collected = new CipherTexts();
        collected.collect(file, tree, Trail.ROOT, rule.root());
        return collected;
    }

    Optional<String> take(Trail where, SopsLeaf leaf) {
        Deque<String> candidates = texts.get(new Value(where, leaf));
        return candidates == null ? Optional.empty() : Optional.ofNullable(candidates.poll());
    }

    private void collect(JsonValue value, SopsNode node, Trail where, EncryptionRule.Scope scope) {
        if (value instanceof JsonValue.Fields file && node instanceof SopsNode.Fields fields) {
            fields.members()
                    .forEach((key, member) -> collect(
                            file.members().getOrDefault(key, JsonValue.NOTHING),
                            member,
                            where.key(key),
                            scope.key(key)));
        } else if (value instanceof JsonValue.Elements file && node instanceof SopsNode.Elements elements) {
            Iterator<JsonValue> values = file.elements().iterator();
            elements.elements().forEach(element -> collect(values.next(), element, where, scope));
        } else if (value instanceof JsonValue.Text text && node instanceof SopsLeaf leaf && scope.encrypts()) {
            texts.computeIfAbsent(new Value(where, leaf), key -> new ArrayDeque<>(1))
                    .add(text.value());
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
            this.hash = 31 * Arrays.hashCode(this.where) + Arrays.hashCode(leaf.plaintext());
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
