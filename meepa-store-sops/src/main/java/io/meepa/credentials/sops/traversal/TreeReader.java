package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decrypts a document in walk order and feeds its MAC. The rule decides what is encrypted, not the look of a value. */
public final class TreeReader {

    private final ValueCipher cipher;
    private final ValueMac mac;

    /**
     * Creates a reader for one document.
     *
     * @param cipher decrypts values
     * @param mac receives every value
     */
    public TreeReader(ValueCipher cipher, ValueMac mac) {
        this.cipher = cipher;
        this.mac = mac;
    }

    /**
     * Decrypts a document.
     *
     * @param file the document as it stands in JSON, without its metadata
     * @param rule which values are encrypted
     * @return the decrypted tree
     * @throws Defect if a value has another form, or fails its check
     */
    public SopsNode.Fields decrypted(SopsNode.Fields file, EncryptionRule rule) {
        return fields(file, Trail.ROOT, rule.root());
    }

    private SopsNode.Fields fields(SopsNode.Fields fields, Trail where, EncryptionRule.Scope scope) {
        Map<String, SopsNode> members = SopsNode.Fields.room(fields.members().size());
        fields.members().forEach((key, value) -> members.put(key, node(value, where.key(key), scope.key(key))));
        return SopsNode.Fields.wrap(members);
    }

    private SopsNode node(SopsNode value, Trail where, EncryptionRule.Scope scope) {
        if (value instanceof SopsNode.Fields fields) {
            return fields(fields, where, scope);
        }
        if (value instanceof SopsNode.Elements elements) {
            return elements(elements, where, scope);
        }
        return leaf((SopsLeaf) value, where, scope);
    }

    /** Reads a value as it stands in JSON, and adds it to the MAC. */
    SopsLeaf leaf(SopsLeaf stored, Trail where, EncryptionRule.Scope scope) {
        SopsLeaf leaf = scope.encrypts() ? encrypted(stored, where) : Scalars.clear(stored, where);
        return authenticated(leaf, scope);
    }

    /** Decrypts a text as it stands in JSON, and adds the value to the MAC. */
    SopsLeaf encrypted(String text, Trail where, EncryptionRule.Scope scope) {
        return authenticated(decrypted(text, where), scope);
    }

    private SopsLeaf authenticated(SopsLeaf leaf, EncryptionRule.Scope scope) {
        Scalars.authenticate(leaf, scope.encrypts(), mac);
        return leaf;
    }

    private SopsNode elements(SopsNode.Elements elements, Trail where, EncryptionRule.Scope scope) {
        List<SopsNode> nodes = new ArrayList<>(elements.elements().size());
        for (SopsNode element : elements.elements()) {
            nodes.add(node(element, where.index(nodes.size()), scope));
        }
        return new SopsNode.Elements(nodes);
    }

    private SopsLeaf encrypted(SopsLeaf stored, Trail where) {
        if (stored.isEmpty()) {
            return stored;
        }
        return decrypted(stored.type() == SopsType.TEXT ? stored.reveal() : "", where);
    }

    private SopsLeaf decrypted(String text, Trail where) {
        if (!text.startsWith("ENC[")) {
            throw Defect.malformed("the value at " + where + " stands in clear although the rule encrypts it");
        }
        EncText value = EncText.parse(text, where);
        SopsType type = SopsType.ofTag(value.type())
                .orElseThrow(() -> Defect.malformed("the encrypted value at " + where + " has an unknown type"));
        return Scalars.decrypted(type, cipher.decrypt(value, where.authenticated(), where), where);
    }
}
