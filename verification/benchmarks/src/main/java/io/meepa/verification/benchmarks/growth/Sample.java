package io.meepa.verification.benchmarks.growth;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A SOPS file of many values, and what is done with one. */
final class Sample {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final Identity identity;
    private final int values;
    private final SopsNode.Fields tree;
    private final byte[] file;
    private final SopsDocument document;

    private Sample(Identity identity, int values) {
        this.identity = identity;
        this.values = values;
        this.tree = tree(values);
        this.file = write();
        this.document = open();
    }

    static Sample of(Identity identity, int values) {
        return new Sample(identity, values);
    }

    byte[] file() {
        return file.clone();
    }

    /** Parses, unwraps the data key, decrypts every value and checks the MAC. */
    SopsDocument open() {
        return SopsDocument.open(file, Identities.of(identity));
    }

    /** Changes the value in the middle, writes the file and reads it back, as each save does. */
    byte[] update() {
        return document.with(SopsPath.of(service(values / 2), "token"), SopsLeaf.text("another"))
                .save(NOW);
    }

    /** Encrypts every value under a new data key. */
    byte[] write() {
        return SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                .withTree(tree)
                .save(NOW);
    }

    private static SopsNode.Fields tree(int values) {
        Map<String, SopsNode> members = new LinkedHashMap<>();
        for (int i = 0; i < values; i++) {
            SopsNode token = SopsLeaf.text("sk-0123456789abcdef-" + i);
            members.put(service(i), SopsNode.Fields.copyOf(Map.of("token", token)));
        }
        return SopsNode.Fields.copyOf(members);
    }

    private static String service(int number) {
        return "service-" + number;
    }
}
