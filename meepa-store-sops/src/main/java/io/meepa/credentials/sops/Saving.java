package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.traversal.CipherTexts;
import io.meepa.credentials.sops.traversal.TreeStructure;
import io.meepa.credentials.sops.traversal.TreeWriter;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one document and reads it back. */
final class Saving {

    private final Metadata metadata;
    private final DataKey key;
    private final SecureRandom random;

    Saving(Metadata metadata, DataKey key, SecureRandom random) {
        this.metadata = metadata;
        this.key = key;
        this.random = random;
    }

    SavedFile save(SopsNode.Fields tree, SopsDocument.Origin origin, RfcTime time, byte[] macIv) {
        if (macIv.length != ValueCipher.IV_BYTES) {
            throw new IllegalArgumentException("the initialisation vector has " + ValueCipher.IV_BYTES + " bytes");
        }
        if (tree.members().containsKey(Metadata.MEMBER)) {
            throw new IllegalArgumentException("the top-level key \"sops\" belongs to the format; use another name");
        }
        try {
            CipherTexts old = CipherTexts.of(origin.file(), origin.tree(), metadata.rule());
            byte[] file = JsonWriter.write(seal(tree, old, time, macIv));
            return new SavedFile(file, readBack(file, tree));
        } catch (Defect e) {
            throw e.refusal("the document cannot be saved: ");
        }
    }

    private SopsNode.Fields seal(SopsNode.Fields tree, CipherTexts old, RfcTime time, byte[] macIv) {
        ValueMac mac = new ValueMac(metadata.macOnlyEncrypted());
        try (ValueCipher cipher = new ValueCipher(key, random)) {
            SopsNode.Fields body = new TreeWriter(cipher, mac, old).encrypted(tree, metadata.rule());
            Map<String, SopsNode> members = new LinkedHashMap<>(body.members());
            var sealedMac = cipher.encrypt(mac.finish(), SopsType.TEXT.tag(), time.authenticated(), macIv);
            members.put(Metadata.MEMBER, metadata.stamped(time, sealedMac).json());
            return new SopsNode.Fields(members);
        }
    }

    private SopsDocument readBack(byte[] file, SopsNode.Fields tree) {
        SopsDocument document = SopsDocument.open(SealedFile.parse(file), key, random);
        if (!TreeStructure.sameValues(tree, document.tree())) {
            throw new IllegalStateException("what was written does not read back as it was; nothing was saved");
        }
        return document;
    }
}
