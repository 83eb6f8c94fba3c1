package io.meepa.credentials.sops;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.traversal.TreeReader;
import io.meepa.credentials.sops.tree.SopsNode;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file that was parsed but not opened: its values as they stand, and its metadata. */
record SealedFile(SopsNode.Fields body, Metadata metadata) {

    static SealedFile parse(byte[] file) {
        Map<String, SopsNode> members =
                new LinkedHashMap<>(JsonReader.read(file).members());
        SopsNode sops = members.remove(Metadata.MEMBER);
        if (sops == null) {
            throw Defect.malformed("there is no sops section; encrypt it first");
        }
        return new SealedFile(SopsNode.Fields.wrap(members), Metadata.parse(sops));
    }

    /** Decrypts everything and checks the MAC. */
    SopsNode.Fields open(DataKey key, SecureRandom random) {
        ValueMac computed = new ValueMac(metadata.macOnlyEncrypted());
        try (ValueCipher cipher = new ValueCipher(key, random)) {
            SopsNode.Fields tree = new TreeReader(cipher, computed).decrypted(body, metadata.rule());
            metadata.requireMac(computed.finish(), cipher);
            return tree;
        }
    }

    /** Turns a finding into the error that callers know. Without a cause: what is said is all there is to say. */
    static CorruptDocumentException corrupt(Defect defect) {
        return new CorruptDocumentException("the SOPS file was refused: " + defect.finding());
    }
}
