package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.sops.traversal.TreeStructure;
import io.meepa.credentials.sops.tree.EncryptionRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes made without the data key. */
class TamperTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Pattern ENC = Pattern.compile("ENC\\[[^\\]]*\\]");

    private final Identity identity = Identity.generate();
    private final Identities mine = Identities.of(identity);
    private final SopsDocument document = SopsDocument.create(
                    EncryptionRule.unencryptedSuffix("_plain"), List.of(identity.recipient()))
            .withTree(SopsJson.parse(utf8("""
                    {"github": {"token": "ghp_demo", "scopes": ["repo", "read:org"], "expires": 1767225600},
                     "note_plain": {"name": "visible", "count": 3, "on": true}, "none": null, "blank": "",
                     "ratio": 0.1, "on": true, "nested": [[{"a": "b"}], []]}
                    """)));
    private final byte[] file = document.save(NOW);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<SopsDocument> opened(byte[] changed) {
        try {
            return Optional.of(SopsDocument.open(changed, mine));
        } catch (CredentialException e) {
            assertThat(e.getMessage()).doesNotContain("ghp_demo", "read:org");
            return Optional.empty();
        }
    }

    @Test
    @DisplayName("S1: no flipped bit changes what is read without changing the structure digest")
    void noticesEveryFlippedBit() {
        int stride = Integer.getInteger("proof.stride", Boolean.getBoolean("proof.full") ? 1 : 31);
        int accepted = 0;
        for (int bit = 0; bit < file.length * 8; bit += stride) {
            byte[] changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            Optional<SopsDocument> result = opened(changed);
            if (result.isPresent()) {
                accepted++;
                requireVisible(result.get(), bit);
            }
        }
        // White space, the recipient's name, the version: harmless changes exist, or the sweep would prove nothing.
        assertThat(accepted).isPositive();
    }

    private void requireVisible(SopsDocument result, int bit) {
        boolean same = TreeStructure.sameValues(document.tree(), result.tree());
        boolean sameDigest = Arrays.equals(document.structureDigest(), result.structureDigest());
        assertThat(same || !sameDigest).as("bit %d", bit).isTrue();
    }

    @Test
    @DisplayName("S2: a file cut off anywhere is refused")
    void refusesEveryTruncation() {
        // The final newline carries nothing.
        for (int length = 0; length < file.length - 1; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> SopsDocument.open(cut, mine)).isInstanceOf(CredentialException.class);
        }
    }

    @Test
    @DisplayName("S2: two values that changed places are noticed, in the same array too")
    void refusesEverySwapOfTwoValues() {
        String text = new String(file, StandardCharsets.UTF_8);
        List<MatchResult> values = ENC.matcher(text).results().toList();
        assertThat(values).hasSizeGreaterThan(6);
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                MatchResult a = values.get(i);
                MatchResult b = values.get(j);
                String swapped = text.substring(0, a.start())
                        + b.group()
                        + text.substring(a.end(), b.start())
                        + a.group()
                        + text.substring(b.end());
                assertThat(opened(utf8(swapped))).as("%d and %d", i, j).isEmpty();
            }
        }
    }

    @Test
    void refusesValuesAddedTwiceTakenAwayOrTakenFromAnotherFile() {
        String text = new String(file, StandardCharsets.UTF_8);
        String other = new String(
                document.rekeying(List.of(identity.recipient())).apply(mine).save(NOW), StandardCharsets.UTF_8);
        String first = ENC.matcher(text).results().findFirst().orElseThrow().group();
        String foreign = ENC.matcher(other).results().findFirst().orElseThrow().group();

        List<String> changes = new ArrayList<>();
        changes.add(text.replace(first, foreign));
        changes.add(text.replace("\"" + first + "\"", "\"ghp_mine\""));
        changes.add(text.replace("\"" + first + "\"", "null"));
        changes.add(text.replace("\"" + first + "\"", "\"\""));
        changes.add(text.replace("\"visible\"", "\"visibly\""));
        changes.add(text.replace("\"count\": 3", "\"count\": 4"));
        changes.add(text.replace("\t\"none\": null,", "\t\"none\": \"" + first + "\","));
        for (String change : changes) {
            assertThat(change).isNotEqualTo(text);
            assertThat(opened(utf8(change))).isEmpty();
        }
    }

    @Test
    @DisplayName("what the format leaves open is seen in the structure digest")
    void showsWhatTheFormatLeavesOpen() {
        String text = new String(file, StandardCharsets.UTF_8);
        List<String> gaps = List.of(
                text.replace("\"none\": null", "\"nope\": null"),
                text.replace("\t\"none\": null,\n", ""),
                text.replace("\"blank\": \"\"", "\"blank\": {}"),
                text.replace("\"name\": \"visible\"", "\"name\": \"vis\", \"more\": \"ible\""),
                text.replace("\"count\": 3", "\"count\": \"3\""),
                text.replace("\"count\"", "\"price\""),
                text.replace("type:int]", "type:str]"));
        for (String gap : gaps) {
            assertThat(gap).isNotEqualTo(text);
            assertThat(opened(utf8(gap)).orElseThrow().structureDigest())
                    .as(gap)
                    .isNotEqualTo(document.structureDigest());
        }
        assertThat(SopsDocument.open(file, mine).structureDigest()).isEqualTo(document.structureDigest());
    }

    @Test
    @DisplayName("a damaged key entry that bears our name is damage, not a missing key")
    void distinguishesDamageOfTheKeyEntryFromAMissingKey() {
        String text = new String(file, StandardCharsets.UTF_8);
        int at = text.indexOf("-----BEGIN AGE") + 200;
        char replaced = text.charAt(at) == 'A' ? 'B' : 'A';
        byte[] changed = utf8(text.substring(0, at) + replaced + text.substring(at + 1));

        assertThat(SopsVerification.verify(changed, mine).status()).isEqualTo(SopsVerification.Status.TAMPERED);
        assertThat(SopsVerification.verify(changed, Identities.of(Identity.generate()))
                        .status())
                .isEqualTo(SopsVerification.Status.NO_KEY);
    }
}
