package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SopsDocumentTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.5Z");

    private final Identity identity = Identity.generate();
    private final Identities mine = Identities.of(identity);
    private final SopsDocument empty = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()));

    @Test
    void readsTheFileKnown() {
        SopsDocument document = SopsDocument.open(Vectors.file(), Vectors.identities());

        assertThat(new String(SopsJson.write(document.tree()), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                        	"github": {
                        		"token": "ghp_demo",
                        		"scopes": [
                        			"repo",
                        			"read:org"
                        		],
                        		"expires": 1767225600
                        	},
                        	"note_unencrypted": "plain",
                        	"ratio": 0.1,
                        	"on": true,
                        	"none": null,
                        	"blank": ""
                        }
                        """);
        assertThat(document.version()).isEqualTo("3.13.2");
        assertThat(document.lastModified()).contains(Instant.parse("2026-11-21T17:09:48Z"));
        assertThat(document.clearLeaves())
                .containsExactly(SopsPath.of("note_unencrypted"), SopsPath.of("none"), SopsPath.of("blank"));
    }

    @Test
    void readsWhatItWrote() {
        byte[] file = empty.with(SopsPath.of("a", "b"), SopsLeaf.text("hidden"))
                .with(SopsPath.of("n"), SopsLeaf.integer(7))
                .save(NOW);

        SopsDocument opened = SopsDocument.open(file, mine);
        assertThat(new String(file, StandardCharsets.UTF_8)).doesNotContain("hidden");
        assertThat(opened.find(SopsPath.of("a", "b")))
                .containsInstanceOf(SopsLeaf.class)
                .hasValueSatisfying(
                        leaf -> assertThat(((SopsLeaf) leaf).reveal()).isEqualTo("hidden"));
        assertThat(opened.lastModified()).contains(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void changesOnlyTheLinesOfTheChangedLeaf() {
        SopsDocument known = SopsDocument.open(Vectors.file(), Vectors.identities());
        byte[] file =
                known.with(SopsPath.of("github", "token"), SopsLeaf.text("new")).save(NOW);

        List<String> before =
                new String(Vectors.file(), StandardCharsets.UTF_8).lines().toList();
        List<String> after = new String(file, StandardCharsets.UTF_8).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream()
                        .filter(line -> !before.contains(line))
                        .map(line -> line.replaceAll("^[^\"]*\"([^\"]*)\".*", "$1")))
                .containsExactly("token", "lastmodified", "mac");
    }

    @Test
    void usesTheMacVectorChosenBeforehand() {
        byte[] iv = new byte[32];
        iv[5] = 9;

        assertThat(SopsDocument.open(empty.save(NOW, iv), mine).macIv()).contains(iv);
    }

    @Test
    void distinguishesAMissingKeyFromADamagedFile() {
        byte[] file = empty.with(SopsPath.of("a"), SopsLeaf.text("x")).save(NOW);
        Identities others = Identities.of(Identity.generate());
        byte[] damaged = new String(file, StandardCharsets.UTF_8)
                .replace("\"a\":", "\"b\":")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SopsDocument.open(file, others))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(identity.recipient().toString());
        assertThatThrownBy(() -> SopsDocument.open(damaged, mine))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("[\"b\"]")
                .hasNoCause();
        assertThat(SopsVerification.verify(file, mine).status()).isEqualTo(SopsVerification.Status.OK);
        assertThat(SopsVerification.verify(file, others).status()).isEqualTo(SopsVerification.Status.NO_KEY);
        assertThat(SopsVerification.verify(damaged, mine).status()).isEqualTo(SopsVerification.Status.TAMPERED);
        assertThat(SopsVerification.verify(new byte[] {'{'}, mine).status())
                .isEqualTo(SopsVerification.Status.MALFORMED);
    }

    /** What nobody could open must not take the place of what somebody can. */
    @Test
    void provesWhetherASavedDocumentOpens() {
        SopsDocument saved = SopsDocument.open(
                empty.with(SopsPath.of("a"), SopsLeaf.text("x")).save(NOW), mine);

        assertThatNoException().isThrownBy(() -> saved.requireOpensWith(mine));
        assertThatThrownBy(() -> saved.requireOpensWith(Identities.of(Identity.generate())))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(identity.recipient().toString());
    }

    @Test
    void givesADigestThatFollowsKeysButNotEncryptedValues() {
        SopsNode.Fields one = SopsNode.Fields.copyOf(Map.of("a", SopsLeaf.text("x")));
        SopsNode.Fields otherValue = SopsNode.Fields.copyOf(Map.of("a", SopsLeaf.text("y")));
        SopsNode.Fields otherKey = SopsNode.Fields.copyOf(Map.of("b", SopsLeaf.text("x")));

        byte[] digest = empty.withTree(one).structureDigest();
        assertThat(empty.withTree(otherValue).structureDigest()).isEqualTo(digest);
        assertThat(empty.withTree(otherKey).structureDigest()).isNotEqualTo(digest);
    }

    @Test
    void readsAndWritesDeepDocuments() {
        SopsNode node = SopsLeaf.text("deep");
        for (int i = 0; i < 450; i++) {
            node = i % 2 == 0 ? new SopsNode.Elements(List.of(node)) : SopsNode.Fields.copyOf(Map.of("k", node));
        }
        SopsDocument deep = empty.with(SopsPath.of("a"), node);

        assertThat(SopsDocument.open(deep.save(NOW), mine).structureDigest()).isEqualTo(deep.structureDigest());
    }

    @Test
    void refusesPathsOfKeysThatWouldCostQuadraticWork() {
        SopsDocument wide = empty.with(SopsPath.of("k".repeat(40_000), "k".repeat(40_000)), SopsLeaf.text("x"));

        assertThatThrownBy(() -> wide.save(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than")
                .message()
                .hasSizeLessThan(1_000);
    }

    @Test
    void isSafeToUseByManyThreads() {
        SopsDocument shared = empty.with(SopsPath.of("a"), SopsLeaf.text("x"));
        List<String> read = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> SopsDocument.open(
                        shared.with(SopsPath.of("n"), SopsLeaf.integer(i)).save(NOW), mine, shared))
                .map(opened -> ((SopsLeaf) opened.find(SopsPath.of("n")).orElseThrow()).reveal())
                .toList();

        assertThat(read)
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    }
}
