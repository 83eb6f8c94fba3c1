package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.Defect;
import io.meepa.credentials.sops.json.JsonValue;
import io.meepa.credentials.sops.json.JsonWriter;
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
            throw new IllegalArgumentException("the document cannot be saved: " + e.finding());
        }
    }

    private JsonValue.Fields seal(SopsNode.Fields tree, CipherTexts old, RfcTime time, byte[] macIv) {
        ValueMac mac = new ValueMac(metadata.macOnlyEncrypted());
        try (ValueCipher cipher = new ValueCipher(key, random)) {
            JsonValue.Fields body = new TreeWriter(cipher, mac, old)
                    .fields(tree, Trail.ROOT, metadata.rule().root());
            Map<String, JsonValue> members = new LinkedHashMap<>(body.members());
            var sealedMac = cipher.encrypt(mac.finish(), SopsType.TEXT.tag(), time.authenticated(), macIv);
            members.put(Metadata.MEMBER, metadata.stamped(time, sealedMac).json());
            return new JsonValue.Fields(members);
        }
    }

    private SopsDocument readBack(byte[] file, SopsNode.Fields tree) {
        SopsDocument document = SopsDocument.open(SealedFile.parse(file), key, random);
        if (!Structure.sameValues(tree, document.tree())) {
            throw new IllegalStateException("what was written does not read back as it was; nothing was saved");
        }
        return document;
    }
}
