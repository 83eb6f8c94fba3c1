package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.traversal.CipherTexts;
import io.meepa.credentials.sops.traversal.ReadBack;
import io.meepa.credentials.sops.traversal.TreeReader;
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
            ValueMac mac = new ValueMac(metadata.macOnlyEncrypted());
            try (ValueCipher cipher = new ValueCipher(key, random)) {
                SopsNode.Fields body = new TreeWriter(cipher, mac, old).encrypted(tree, metadata.rule());
                var sealedMac = cipher.encrypt(mac.finish(), SopsType.TEXT.tag(), time.authenticated(), macIv);
                return proved(body, metadata.stamped(time, sealedMac), tree, cipher);
            }
        } catch (Defect e) {
            throw e.refusal("the document cannot be saved: ");
        }
    }

    private SavedFile proved(SopsNode.Fields body, Metadata stamped, SopsNode.Fields tree, ValueCipher cipher) {
        SopsNode.Fields section = stamped.json();
        Map<String, SopsNode> members = new LinkedHashMap<>(body.members());
        members.put(Metadata.MEMBER, section);
        byte[] file = JsonWriter.write(SopsNode.Fields.wrap(members));
        Metadata found = readBack(file, section, tree, cipher);
        return new SavedFile(file, new SopsDocument(found, key, tree, new SopsDocument.Origin(body, tree), random));
    }

    /** Reads the file as a later reader will. That the section is as it was meant proves its rule, keys and MAC too. */
    private Metadata readBack(byte[] file, SopsNode.Fields section, SopsNode.Fields tree, ValueCipher cipher) {
        ValueMac mac = new ValueMac(metadata.macOnlyEncrypted());
        ReadBack back = new ReadBack(new TreeReader(cipher, mac), Metadata.MEMBER);
        boolean same = back.matches(file, tree, metadata.rule());
        SopsNode written = back.metadata().orElseThrow(Saving::different);
        Metadata found = Metadata.parse(written);
        found.requireMac(mac.finish(), cipher);
        if (!same || !TreeStructure.sameValues(section, written)) {
            throw different();
        }
        return found;
    }

    private static IllegalStateException different() {
        return new IllegalStateException("what was written does not read back as it was; nothing was saved");
    }
}
