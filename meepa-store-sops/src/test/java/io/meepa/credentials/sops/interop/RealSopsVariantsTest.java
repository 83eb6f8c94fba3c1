package io.meepa.credentials.sops.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.Recipient;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, MAC variants, key groups and changes of recipients, as the real sops makes them. */
class RealSopsVariantsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final byte[] PLAIN = utf8("""
            {
            	"secret": {"deep": ["x", {"y": 1}], "open_plain": "seen"},
            	"secretly": "left",
            	"n": 12,
            	"list": [[1.5, true], [], {}],
            	"empty": ""
            }
            """);

    private final Identity identity = Identity.generate();
    private final Identity second = Identity.generate();
    private final Identity third = Identity.generate();
    private final Identities mine = Identities.of(identity);

    @TempDir
    Path folder;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private Sops sops(Path program, Identity... identities) {
        return new Sops(program, folder, identities);
    }

    private static String plain(SopsDocument document) {
        return text(SopsJson.write(document.tree()));
    }

    private String forMe() {
        return "--age=" + identity.recipient();
    }

    @Test
    @DisplayName("every rule is read, kept and written as sops means it")
    void followsEveryRule() {
        Map<String, EncryptionRule> rules = Map.of(
                "--unencrypted-suffix=_plain", EncryptionRule.unencryptedSuffix("_plain"),
                "--encrypted-suffix=cret", EncryptionRule.encryptedSuffix("cret"),
                "--unencrypted-regex=^n$|ly", EncryptionRule.unencryptedRegex("^n$|ly"),
                "--encrypted-regex=^secret$", EncryptionRule.encryptedRegex("^secret$"),
                "--unencrypted-comment-regex=x", EncryptionRule.unencryptedCommentRegex("x"),
                "--encrypted-comment-regex=x", EncryptionRule.encryptedCommentRegex("x"));
        for (Path program : Programs.sops()) {
            Sops sops = sops(program, identity);
            rules.forEach((option, rule) -> {
                SopsDocument document = SopsDocument.open(sops.encrypt(PLAIN, forMe(), option), mine);
                assertThat(document.rule()).isEqualTo(rule);

                SopsDocument own =
                        SopsDocument.create(rule, List.of(identity.recipient())).withTree(document.tree());
                assertThat(own.clearLeaves()).isEqualTo(document.clearLeaves());
                assertThat(text(sops.decrypt(own.save(NOW)))).as(option).isEqualTo(plain(document));
                byte[] edited =
                        document.with(SopsPath.of("n"), SopsLeaf.integer(13)).save(NOW);
                assertThat(text(sops.decrypt(edited))).isEqualTo(plain(document).replace("12", "13"));
            });
        }
    }

    @Test
    @DisplayName("a MAC over encrypted values only is checked and kept")
    void keepsTheMacVariant() {
        for (Path program : Programs.sops()) {
            Sops sops = sops(program, identity);
            byte[] file = sops.encrypt(PLAIN, forMe(), "--mac-only-encrypted", "--encrypted-regex=^secret$");
            byte[] edited = SopsDocument.open(file, mine)
                    .with(SopsPath.of("secret", "deep").index(0), SopsLeaf.text("z"))
                    .save(NOW);

            assertThat(text(edited)).contains("\"mac_only_encrypted\": true");
            assertThat(text(sops.decrypt(edited))).isEqualTo(plain(SopsDocument.open(edited, mine)));
        }
    }

    @Test
    @DisplayName("F-304: an encrypted negative zero is read, and what is written beside it sops reads")
    void readsANegativeZero() {
        for (Path program : Programs.sops()) {
            Sops sops = sops(program, identity);
            byte[] file = sops.encrypt(utf8("{\"secret\": {\"x\": -0.0}}"), forMe());
            SopsDocument document = SopsDocument.open(file, mine);

            byte[] edited = document.with(SopsPath.of("n"), SopsLeaf.integer(1)).save(NOW);
            assertThat(SopsDocument.open(edited, mine).find(SopsPath.of("n"))).isPresent();
            assertThat(text(sops.decrypt(edited))).contains("\"n\": 1");
        }
    }

    @Test
    @DisplayName("two of three key groups open a file, one does not; edits keep them")
    void opensKeyGroups() {
        for (Path program : Programs.sops()) {
            sops(program)
                    .write(
                            ".sops.yaml",
                            utf8("creation_rules:\n  - shamir_threshold: 2\n    key_groups:\n" + group(identity)
                                    + group(second) + group(third)));
            byte[] file = sops(program, identity).encrypt(PLAIN);

            SopsDocument document = SopsDocument.open(file, Identities.of(third, identity));
            assertThat(plain(document)).isEqualTo(plain(SopsDocument.open(file, Identities.of(second, third))));
            assertThatThrownBy(() -> SopsDocument.open(file, mine))
                    .isInstanceOf(KeyUnavailableException.class)
                    .hasMessageContaining("1 of 2 key groups");
            byte[] edited =
                    document.with(SopsPath.of("n"), SopsLeaf.integer(13)).save(NOW);
            assertThat(text(sops(program, second, third).decrypt(edited)))
                    .isEqualTo(plain(document).replace("12", "13"));
            assertThat(document.rekeying(List.of(identity.recipient())).blockers())
                    .singleElement()
                    .asString()
                    .contains("key groups");
        }
    }

    @Test
    @DisplayName("our edit of any sops file has the layout of sops 3.13's edit")
    void laysOutEditsAsTheCurrentSopsDoes() {
        List<Path> programs = Programs.sops();
        List<Path> current =
                programs.stream().filter(program -> sops(program).isCurrent()).toList();
        Assumptions.assumeFalse(current.isEmpty(), "needs the program sops, of version 3.13");
        for (Path program : programs) {
            sops(program)
                    .write(".sops.yaml", utf8("creation_rules:\n  - key_groups:\n" + group(identity) + group(second)));
            requireSameEdit(sops(program, identity, second).encrypt(PLAIN), current.get(0));
            sops(program).write(".sops.yaml", utf8("{}"));
            requireSameEdit(sops(program, identity).encrypt(PLAIN, forMe()), current.get(0));
        }
    }

    private void requireSameEdit(byte[] file, Path current) {
        byte[] theirs = sops(current, identity, second).change(file, "unset", "file.json", "[\"n\"]");
        byte[] ours = SopsDocument.open(file, Identities.of(identity, second))
                .without(SopsPath.of("n"))
                .save(NOW);
        assertThat(Documents.withoutRandomParts(ours)).isEqualTo(Documents.withoutRandomParts(theirs));
    }

    private static String group(Identity identity) {
        return "      - age:\n          - " + identity.recipient() + "\n";
    }

    @Test
    @DisplayName("updatekeys changes the recipients of our files, and the data key stays")
    void followsUpdateKeys() {
        for (Path program : Programs.sops()) {
            Sops sops = sops(program, identity);
            sops.write(
                    ".sops.yaml",
                    utf8("creation_rules:\n  - age: " + identity.recipient() + "," + second.recipient() + "\n"));
            SopsDocument before = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                    .withTree(SopsJson.parse(PLAIN));
            byte[] updated = sops.change(before.save(NOW), "updatekeys", "--yes", "file.json");

            assertThat(plain(SopsDocument.open(updated, Identities.of(second)))).isEqualTo(plain(before));
            assertThat(SopsDocument.open(updated, mine, before).hasWrappedKeysOf(before))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a file we re-keyed opens for the new recipients only")
    void rekeysForSops() {
        for (Path program : Programs.sops()) {
            byte[] file = sops(program, identity).encrypt(PLAIN, forMe());
            SopsDocument before = SopsDocument.open(file, mine);
            List<Recipient> next = List.of(second.recipient(), third.recipient());
            byte[] rekeyed = before.rekeying(next).apply(Identities.of(second)).save(NOW);

            assertThat(text(sops(program, third).decrypt(rekeyed))).isEqualTo(plain(before));
            assertThatThrownBy(() -> sops(program, identity).decrypt(rekeyed))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> SopsDocument.open(rekeyed, mine)).isInstanceOf(KeyUnavailableException.class);
        }
    }
}
