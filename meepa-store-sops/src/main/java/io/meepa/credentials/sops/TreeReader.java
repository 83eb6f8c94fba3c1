package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.Defect;
import io.meepa.credentials.sops.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decrypts a document in walk order and feeds its MAC. The rule decides what is encrypted, not the look of a value. */
final class TreeReader {

    private final ValueCipher cipher;
    private final ValueMac mac;

    TreeReader(ValueCipher cipher, ValueMac mac) {
        this.cipher = cipher;
        this.mac = mac;
    }

    SopsNode.Fields fields(JsonValue.Fields fields, Trail where, EncryptionRule.Scope scope) {
        Map<String, SopsNode> members = new LinkedHashMap<>();
        fields.members().forEach((key, value) -> members.put(key, node(value, where.key(key), scope.key(key))));
        return new SopsNode.Fields(members);
    }

    private SopsNode node(JsonValue value, Trail where, EncryptionRule.Scope scope) {
        if (value instanceof JsonValue.Fields fields) {
            return fields(fields, where, scope);
        }
        if (value instanceof JsonValue.Elements elements) {
            return elements(elements, where, scope);
        }
        SopsLeaf leaf = scope.encrypts() ? encrypted(value, where) : Scalars.clear(value, where);
        if (leaf.type() != SopsType.COMMENT) {
            mac.add(leaf.plaintext(), scope.encrypts());
        }
        return leaf;
    }

    private SopsNode elements(JsonValue.Elements elements, Trail where, EncryptionRule.Scope scope) {
        List<SopsNode> nodes = new ArrayList<>(elements.elements().size());
        for (JsonValue element : elements.elements()) {
            nodes.add(node(element, where.index(nodes.size()), scope));
        }
        return new SopsNode.Elements(nodes);
    }

    private SopsLeaf encrypted(JsonValue value, Trail where) {
        if (value instanceof JsonValue.Nothing) {
            return SopsLeaf.nothing();
        }
        if (value instanceof JsonValue.Text text && text.value().isEmpty()) {
            return SopsLeaf.text("");
        }
        if (value instanceof JsonValue.Text text && text.value().startsWith("ENC[")) {
            return decrypted(text.value(), where);
        }
        throw Defect.malformed("the value at " + where + " stands in clear although the rule encrypts it");
    }

    private SopsLeaf decrypted(String text, Trail where) {
        EncText value = EncText.parse(text, where);
        SopsType type = SopsType.ofTag(value.type())
                .orElseThrow(() -> Defect.malformed("the encrypted value at " + where + " has an unknown type"));
        return Scalars.decrypted(type, cipher.decrypt(value, where.authenticated(), where), where);
    }
}
