package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metadata of a real file, changed by hand: nothing but its MAC and time is authenticated. */
class MetadataTest {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final String FILE = new String(Vectors.file(), StandardCharsets.UTF_8);
    private static final String PGP = "\"pgp\": [{\"created_at\": \"2020-01-01T00:00:00Z\","
            + " \"enc\": \"-----BEGIN PGP MESSAGE-----\\n\", \"fp\": \"85D77543B3D624B63CEA9E6DBC17301B491B3F21\"}],";

    private static SopsDocument open(String file) {
        return SopsDocument.open(file.getBytes(StandardCharsets.UTF_8), Vectors.identities());
    }

    private static String changed(String from, String to) {
        assertThat(FILE).contains(from);
        return FILE.replace(from, to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T17:09:48Z|2026-11-21T17:09:48.123Z",
                "2026-11-21T17:09:48Z|2026-11-21T17:09:48+00:00",
                "\"3.13.2\"|\"9.9.9\"",
                "\"3.13.2\"|\"3.13.2-agent\"",
                "\"3.13.2\"|\"3.13.2+java\"",
                "\"unencrypted_suffix\": \"_unencrypted\",|",
                "\"unencrypted_suffix\": \"_unencrypted\",|\"encrypted_regex\": \"\",",
                "\"age\": [|\"kms\": null, \"pgp\": [], \"hc_vault\": null, \"key_groups\": null, \"age\": [",
                "\"age\": [|\"unknown\": {\"x\": [1]}, \"age\": [",
                "\"age\": [|\"mac_only_encrypted\": \"false\", \"shamir_threshold\": \"0\", \"age\": [",
                "age1mm2v0d20ylqlmgh9yc064hrjrnqgwjpt58xp6z77y905pqaydswspjng9z|garbage",
                "\"recipient\":|\"other\":",
                "END AGE ENCRYPTED FILE-----\\n|END AGE ENCRYPTED FILE-----",
                "END AGE ENCRYPTED FILE-----\\n|END AGE ENCRYPTED FILE-----\\n \\n",
                "\"-----BEGIN|\"\\n-----BEGIN",
            })
    void acceptsWhatSopsAccepts(String from, String to) {
        assertThat(open(changed(from, to == null ? "" : to)).tree().members()).hasSize(6);
    }

    @Test
    void acceptsAgeFilesWithBothLineEnds() {
        int start = FILE.indexOf("-----BEGIN");
        int end = FILE.indexOf("\"", start);
        String armor = FILE.substring(start, end).replace("\\n", "\\r\\n");

        assertThat(open(FILE.substring(0, start) + armor + FILE.substring(end))
                        .tree()
                        .members())
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T17:09:48Z|2026-11-21T17:09:48|lastmodified",
                "2026-11-21T17:09:48Z|2026-11-21t17:09:48z|lastmodified",
                "2026-11-21T17:09:48Z|2026-13-21T17:09:48Z|lastmodified",
                "2026-11-21T17:09:48Z|2026-11-21T17:09:49Z|mac",
                "2026-11-21T17:09:48Z|2026-11-21T17:09:48+02:00|mac",
                "\"lastmodified\"|\"modified\"|lastmodified",
                "\"3.13.2\"|\"foo\"|version",
                "\"3.13.2\"|\"\"|version",
                "\"3.13.2\"|3.9|version",
                "\"version\"|\"Version\"|version",
                "\"mac\":|\"Mac\":|no MAC",
                "\"unencrypted_suffix\"|\"encrypted_suffix\": \"x\", \"unencrypted_suffix\"|more than one",
                "\"unencrypted_suffix\": \"_unencrypted\"|\"encrypted_regex\": \"(?=x)\"|RE2",
                "\"unencrypted_suffix\": \"_unencrypted\"|\"encrypted_regex\": 7|encrypted_regex",
                "\"unencrypted_suffix\": \"_unencrypted\"|\"unencrypted_suffix\": \"token\"|in clear",
                "\"unencrypted_suffix\": \"_unencrypted\"|\"unencrypted_suffix\": \"_x\"|in clear",
                "\"age\": [|\"mac_only_encrypted\": true, \"age\": [|MAC",
                "\"age\": [|\"mac_only_encrypted\": \"maybe\", \"age\": [|mac_only_encrypted",
                "\"age\": [|\"shamir_threshold\": -1, \"age\": [|shamir_threshold",
                "\"age\": [|\"pgp\": {}, \"age\": [|pgp",
                "\"age\": [|\"age_\": [|key entries",
                "\"enc\":|\"encx\":|enc",
                "\"sops\"|\"sopz\"|no sops section",
                "type:int]|type:str]|MAC is never reached",
            })
    void refusesWhatSopsRefuses(String from, String to, String why) {
        String file = changed(from, to);
        if (why.equals("MAC is never reached")) {
            // The type is not authenticated: the same digits as a text have the same MAC. The structure differs.
            assertThat(open(file).structureDigest()).isNotEqualTo(open(FILE).structureDigest());
            return;
        }
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("ghp_demo")
                .hasNoCause();
    }

    @Test
    void keepsForeignKeyEntriesVerbatimOnEdits() {
        String edited = edit(open(changed("\"age\": [", PGP + " \"age\": [")));

        assertThat(open(edited).keyEntries())
                .extracting(KeyEntry::toString)
                .containsExactly(
                        "age \"age1mm2v0d20ylqlmgh9yc064hrjrnqgwjpt58xp6z77y905pqaydswspjng9z\"",
                        "pgp \"85D77543B3D624B63CEA9E6DBC17301B491B3F21\"");
        assertThat(edited)
                .contains("\t\t\"pgp\": [\n\t\t\t{\n\t\t\t\t\"created_at\": \"2020-01-01T00:00:00Z\",\n"
                        + "\t\t\t\t\"enc\": \"-----BEGIN PGP MESSAGE-----\\n\",\n\t\t\t\t\"fp\":");
    }

    private static String edit(SopsDocument document) {
        byte[] file = document.with(SopsPath.of("new"), SopsLeaf.text("x")).save(NOW);
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void keepsMembersItDoesNotKnow() {
        String edited = edit(open(changed("\"age\": [", "\"future_kms\": [{\"z\": 1, \"a\": null}], \"age\": [")));

        assertThat(edited).contains("\t\t\"future_kms\": [\n\t\t\t{\n\t\t\t\t\"a\": null,\n\t\t\t\t\"z\": 1\n");
    }

    @Test
    void refusesToRekeyForKeysItCannotWrap() {
        SopsDocument document = open(changed("\"age\": [", PGP + " \"age\": ["));
        Rekeying plan = document.rekeying(Vectors.identities().recipients());

        assertThat(plan.blockers()).singleElement().asString().contains("pgp", "85D7");
        assertThatThrownBy(() -> plan.apply(Vectors.identities()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pgp");
    }

    @Test
    void writesTheRuleOutAndRaisesAnOlderVersion() {
        String old = changed("\"3.13.2\"", "\"3.9.4\"").replace("\"unencrypted_suffix\": \"_unencrypted\",", "");
        assertThat(edit(open(old))).contains("\"unencrypted_suffix\": \"_unencrypted\"", "\"version\": \"3.13.2\"");

        assertThat(edit(open(changed("\"3.13.2\"", "\"3.14.0\"")))).contains("\"version\": \"3.14.0\"");
    }

    @Test
    void triesEveryIdentityOnEveryEntry() {
        Identity other = Identity.generate();
        Identities both =
                Identities.of(List.of(other, Vectors.identities().all().get(0)));

        assertThat(SopsDocument.open(Vectors.file(), both).tree().members()).hasSize(6);
    }
}
