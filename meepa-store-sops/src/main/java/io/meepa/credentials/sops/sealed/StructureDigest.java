package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests all of a document that the MAC of SOPS leaves open: shape, names, order, types and clear values, the rule, and
 * how long each value is, which makes the unseparated bytes under the MAC unambiguous.
 */
final class StructureDigest {

    private final MessageDigest digest = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

    private StructureDigest() {}

    /** Returns the digest in hexadecimal digits. */
    static String digest(SopsDocument document) {
        StructureDigest structure = new StructureDigest();
        structure.digest.update(document.structureDigest());
        structure.digest.update(document.rule().toString().getBytes(StandardCharsets.UTF_8));
        structure.lengths(document.tree());
        return HexFormat.of().formatHex(structure.digest.digest());
    }

    private void lengths(SopsNode node) {
        if (node instanceof SopsNode.Fields fields) {
            fields.members().values().forEach(this::lengths);
        } else if (node instanceof SopsNode.Elements elements) {
            elements.elements().forEach(this::lengths);
        } else if (node instanceof SopsLeaf leaf) {
            digest.update(length.clear().putInt(leaf.length()).flip());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
