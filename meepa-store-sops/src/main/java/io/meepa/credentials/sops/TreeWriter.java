package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.GoText;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encrypts a document in walk order and feeds its MAC. An unchanged value keeps its old text. */
final class TreeWriter {

    private final ValueCipher cipher;
    private final ValueMac mac;
    private final CipherTexts old;
    private int depth;

    TreeWriter(ValueCipher cipher, ValueMac mac, CipherTexts old) {
        this.cipher = cipher;
        this.mac = mac;
        this.old = old;
    }

    JsonValue.Fields fields(SopsNode.Fields fields, Trail where, EncryptionRule.Scope scope) {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        fields.members().forEach((key, value) -> {
            if (!GoText.isWellFormed(key)) {
                throw new IllegalArgumentException("a key in " + where + " holds half of a surrogate pair");
            }
            members.put(key, node(value, where.key(key), scope.key(key)));
        });
        depth--;
        return new JsonValue.Fields(members);
    }

    private void enter() {
        if (++depth > JsonReader.MAX_DEPTH) {
            throw new IllegalArgumentException("the document is nested deeper than " + JsonReader.MAX_DEPTH);
        }
    }

    private JsonValue node(SopsNode node, Trail where, EncryptionRule.Scope scope) {
        if (node instanceof SopsNode.Fields fields) {
            return fields(fields, where, scope);
        }
        if (node instanceof SopsNode.Elements elements) {
            return elements(elements, where, scope);
        }
        return leaf((SopsLeaf) node, where, scope.encrypts());
    }

    private JsonValue elements(SopsNode.Elements elements, Trail where, EncryptionRule.Scope scope) {
        enter();
        List<JsonValue> values = new ArrayList<>(elements.elements().size());
        for (SopsNode element : elements.elements()) {
            values.add(node(element, where.index(values.size()), scope));
        }
        depth--;
        return new JsonValue.Elements(values);
    }

    private JsonValue leaf(SopsLeaf leaf, Trail where, boolean encrypts) {
        if (leaf.type() != SopsType.COMMENT) {
            mac.add(leaf.plaintext(), encrypts);
        }
        if (leaf.isEmpty()) {
            return Scalars.json(leaf, where);
        }
        if (!encrypts) {
            return clear(leaf, where);
        }
        String text = old.take(where, leaf)
                .orElseGet(() -> cipher.encrypt(leaf.plaintext(), leaf.type().tag(), where.authenticated())
                        .text());
        return new JsonValue.Text(text);
    }

    private static JsonValue clear(SopsLeaf leaf, Trail where) {
        return switch (leaf.type()) {
            case BYTES, TIME, COMMENT ->
                throw new IllegalArgumentException(
                        "the value at " + where + " would lose its type " + leaf.type() + " in clear JSON");
            default -> Scalars.json(leaf, where);
        };
    }
}
