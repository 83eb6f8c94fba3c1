package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.text.BeyondLimitException;
import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encrypts a document in walk order and feeds its MAC. An unchanged value keeps its old text. */
public final class TreeWriter {

    private final ValueCipher cipher;
    private final ValueMac mac;
    private final CipherTexts old;
    private int depth;
    private long size;

    /**
     * Creates a writer for one document.
     *
     * @param cipher encrypts values
     * @param mac receives every value
     * @param old the encrypted texts to use again
     */
    public TreeWriter(ValueCipher cipher, ValueMac mac, CipherTexts old) {
        this.cipher = cipher;
        this.mac = mac;
        this.old = old;
    }

    /**
     * Encrypts a document.
     *
     * @param tree the decrypted tree
     * @param rule which values are encrypted
     * @return the document as it stands in JSON, without its metadata
     * @throws IllegalArgumentException if a value has no form there
     */
    public SopsNode.Fields encrypted(SopsNode.Fields tree, EncryptionRule rule) {
        return fields(tree, Trail.ROOT, rule.root());
    }

    private SopsNode.Fields fields(SopsNode.Fields fields, Trail where, EncryptionRule.Scope scope) {
        enter();
        Map<String, SopsNode> members = SopsNode.Fields.room(fields.members().size());
        fields.members().forEach((key, value) -> {
            if (!GoText.isWellFormed(key)) {
                throw new IllegalArgumentException("a key in " + where + " holds half of a surrogate pair");
            }
            members.put(key, node(value, where.key(key), scope.key(key)));
        });
        depth--;
        return SopsNode.Fields.wrap(members);
    }

    private void enter() {
        if (++depth > Limits.DEPTH) {
            throw new BeyondLimitException("the document is nested deeper than " + Limits.DEPTH);
        }
    }

    private SopsNode node(SopsNode node, Trail where, EncryptionRule.Scope scope) {
        if (node instanceof SopsNode.Fields fields) {
            return fields(fields, where, scope);
        }
        if (node instanceof SopsNode.Elements elements) {
            return elements(elements, where, scope);
        }
        return leaf((SopsLeaf) node, where, scope.encrypts());
    }

    private SopsNode elements(SopsNode.Elements elements, Trail where, EncryptionRule.Scope scope) {
        enter();
        List<SopsNode> values = new ArrayList<>(elements.elements().size());
        for (SopsNode element : elements.elements()) {
            values.add(node(element, where.index(values.size()), scope));
        }
        depth--;
        return new SopsNode.Elements(values);
    }

    private SopsLeaf leaf(SopsLeaf leaf, Trail where, boolean encrypts) {
        requireRoom(leaf.length());
        Scalars.authenticate(leaf, encrypts, mac);
        if (leaf.isEmpty()) {
            return Scalars.json(leaf, where);
        }
        if (!encrypts) {
            return clear(leaf, where);
        }
        return old.take(where, leaf).orElseGet(() -> encrypted(leaf, where));
    }

    /** Before anything is encrypted that could not be written: the values alone have to fit. */
    private void requireRoom(int bytes) {
        size += bytes;
        if (size > Limits.DOCUMENT_BYTES) {
            throw new BeyondLimitException("the document is larger than the " + Limits.DOCUMENT_BYTES
                    + " bytes that it may have once it is encrypted");
        }
    }

    private SopsLeaf encrypted(SopsLeaf leaf, Trail where) {
        EncText text = leaf.withBytes(bytes -> cipher.encrypt(bytes, leaf.type().tag(), where.authenticated()));
        return SopsLeaf.ascii(SopsType.TEXT, text.text());
    }

    private static SopsLeaf clear(SopsLeaf leaf, Trail where) {
        return switch (leaf.type()) {
            case BYTES, TIME, COMMENT ->
                throw new IllegalArgumentException(
                        "the value at " + where + " would lose its type " + leaf.type() + " in clear JSON");
            default -> Scalars.json(leaf, where);
        };
    }
}
