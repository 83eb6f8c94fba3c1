package io.meepa.credentials.sops.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours and theirs, both ways, over generated documents. */
class RealSopsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long EXACT = 1L << 53;

    private final Identity identity = Identity.generate();
    private final Identities mine = Identities.of(identity);

    @TempDir
    Path folder;

    private SopsDocument ours(SopsNode.Fields tree) {
        return SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                .withTree(tree);
    }

    private Sops sops(Path program) {
        return new Sops(program, folder, identity);
    }

    private String[] forMe() {
        return new String[] {"--age", identity.recipient().toString()};
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).stripTrailing();
    }

    private static String plain(SopsDocument document) {
        return text(SopsJson.write(document.tree()));
    }

    @Test
    @DisplayName("what we write, sops 3.9 to 3.13 decrypts to the same text")
    void writesWhatSopsDecrypts() {
        List<Path> programs = Programs.sops();
        for (int i = 0; i < Programs.documents(); i++) {
            SopsNode.Fields tree = new Documents(i, EXACT).next();
            Sops sops = sops(programs.get(i % programs.size()));

            assertThat(text(sops.decrypt(ours(tree).save(NOW))))
                    .as("document %d with %s", i, sops.version())
                    .isEqualTo(text(SopsJson.write(tree)));
        }
        Programs.report("R7 written by us, decrypted by sops", Programs.documents());
    }

    @Test
    @DisplayName("what sops 3.9 to 3.13 writes, we read as sops does")
    void readsWhatSopsEncrypts() {
        List<Path> programs = Programs.sops();
        for (int i = 0; i < Programs.documents(); i++) {
            byte[] json = SopsJson.write(new Documents(1_000 + i, EXACT).next());
            Sops sops = sops(programs.get(i % programs.size()));
            byte[] file = sops.encrypt(json, forMe());

            assertThat(plain(SopsDocument.open(file, mine)))
                    .as("document %d with %s", i, sops.version())
                    .isEqualTo(text(sops.decrypt(file)));
        }
        Programs.report("R7 encrypted by sops, read by us", Programs.documents());
    }

    @Test
    @DisplayName("our file equals that of sops 3.13 byte for byte but for ciphertext, time and version")
    void writesTheBytesSopsWrites() {
        List<Path> programs = Programs.sops();
        int compared = 0;
        for (int i = 0; i < Programs.documents(); i++) {
            byte[] json = SopsJson.write(new Documents(2_000 + i, Long.MAX_VALUE).next());
            Sops sops = sops(programs.get(i % programs.size()));
            if (sops.isCurrent()) {
                byte[] theirs = sops.encrypt(json, forMe());
                assertThat(Documents.withoutRandomParts(
                                ours(SopsJson.parse(json)).save(NOW)))
                        .as("document %d", i)
                        .isEqualTo(Documents.withoutRandomParts(theirs));
                compared++;
            }
        }
        assertThat(compared).isPositive();
        Programs.report("R7 byte for byte", compared);
    }

    @Test
    @DisplayName("files go back and forth through set, unset, edit, rotate")
    void goesBackAndForth() {
        List<Path> programs = Programs.sops();
        int documents = Math.max(programs.size(), Programs.documents() / 5);
        for (int i = 0; i < documents; i++) {
            Sops sops = sops(programs.get(i % programs.size()));
            SopsDocument start = ours(new Documents(3_000 + i, EXACT).next())
                    .with(SopsPath.of("mine", "token"), SopsLeaf.text("one"))
                    .with(SopsPath.of("mine", "gone"), SopsLeaf.flag(true));

            byte[] set = sops.change(start.save(NOW), "set", "file.json", "[\"mine\"][\"token\"]", "\"two\"");
            SopsDocument afterSet = SopsDocument.open(set, mine, start);
            assertThat(reveal(afterSet, "mine", "token")).isEqualTo("two");
            assertThat(afterSet.hasWrappedKeysOf(start)).isTrue();

            byte[] edited = afterSet.with(SopsPath.of("mine", "token"), SopsLeaf.text("three"))
                    .save(NOW);
            byte[] unset = sops.change(edited, "unset", "file.json", "[\"mine\"][\"gone\"]");
            SopsDocument afterUnset = SopsDocument.open(unset, mine);
            assertThat(afterUnset.find(SopsPath.of("mine", "gone"))).isEmpty();

            byte[] rotated = sops.change(unset, "rotate", "-i", "file.json");
            SopsDocument afterRotate = SopsDocument.open(rotated, mine, afterUnset);
            assertThat(afterRotate.hasWrappedKeysOf(afterUnset)).isFalse();

            byte[] byEditor = sops.edit(afterRotate.save(NOW), "sed -i 's/\"three\"/\"four\"/' \"$1\"");
            SopsDocument end = SopsDocument.open(byEditor, mine);
            assertThat(reveal(end, "mine", "token")).isEqualTo("four");
            assertThat(text(sops.decrypt(end.save(NOW)))).isEqualTo(plain(end));
        }
        Programs.report("R7 back and forth through set, unset, edit and rotate", documents);
    }

    private static String reveal(SopsDocument document, String... keys) {
        return ((SopsLeaf) document.find(SopsPath.of(keys)).orElseThrow()).reveal();
    }
}
