package io.meepa.credentials.sops;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.age.X25519;
import io.meepa.credentials.sops.crypto.EncText;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.verification.watch.Allowance;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * S5: whatever the input, nothing but the documented errors comes out, and no input takes much memory. Seeds are replayed in the normal build;
 * {@code JAZZER_FUZZ=1} searches for real.
 */
class CodecFuzzTest {

    private static final Identities MINE = Vectors.identities();
    private static final SopsDocument KNOWN = SopsDocument.open(Vectors.file(), MINE);

    /** With the data key at hand, so that an execution costs no key agreement. */
    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void opensOrRefusesAnyFile(byte[] file) {
        Allowance.hold(() -> open(file));
    }

    private static void open(byte[] file) {
        try {
            SopsDocument opened = SopsDocument.open(file, Identities.of(), KNOWN);
            require(opened.structureDigest().length == 32);
        } catch (CorruptDocumentException | KeyUnavailableException e) {
            require(e.getMessage() != null);
        }
    }

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsAndWritesTheSameJson(byte[] json) {
        Allowance.hold(() -> readAndWrite(json));
    }

    private static void readAndWrite(byte[] json) {
        try {
            byte[] written = JsonWriter.write(JsonReader.read(json));
            require(Arrays.equals(written, JsonWriter.write(JsonReader.read(written))));
        } catch (Defect e) {
            require(!e.isTampering());
        }
    }

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsTheOneSpellingOfAValue(byte[] text) {
        Allowance.hold(() -> spell(text));
    }

    private static void spell(byte[] text) {
        String value = new String(text, StandardCharsets.UTF_8);
        try {
            require(EncText.parse(value, "here").text().equals(value));
        } catch (Defect e) {
            require(!e.isTampering());
        }
    }

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void opensNoForeignAgeFile(byte[] armored) {
        Allowance.hold(() -> unwrap(armored));
    }

    private static void unwrap(byte[] armored) {
        String text = new String(armored, StandardCharsets.UTF_8);
        MINE.all().get(0).unwrapper().unwrap(text).ifPresent(content -> require(content.length < 1024));
    }

    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void readsOrRefusesAnyIdentityFile(byte[] file) {
        Allowance.hold(() -> readIdentities(file));
    }

    private static void readIdentities(byte[] file) {
        try {
            require(!Identities.parse(file).all().isEmpty());
        } catch (CorruptDocumentException | KeyUnavailableException e) {
            require(e.getMessage() != null);
        }
        require(!X25519.isKey(new String(file, StandardCharsets.ISO_8859_1), "other"));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a promise was broken");
        }
    }
}
