package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What is saved has been read back before. So that the check has something to find, the texts that a save uses again are
 * not those of its tree: what a mistake in keeping them would look like.
 */
class ReadBackTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Pattern ENCRYPTED = Pattern.compile("ENC\\[[^]]*]");

    private final Identity identity = Identity.generate();

    @Test
    void savesWhenTheTextsAreThoseOfTheTree() {
        assertThat(withTexts(text -> text).save(NOW)).isNotEmpty();
    }

    @Test
    void findsTextsThatStandInEachOthersPlace() {
        SopsDocument mistaken = withTexts(ReadBackTest::swapTheFirstTwo);
        assertThatThrownBy(() -> mistaken.save(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cannot be saved", "MAC");
    }

    @Test
    void findsATextThatWasEncryptedForAnotherPath() {
        SopsDocument mistaken = withTexts(ReadBackTest::copyTheFirstOverTheLast);
        assertThatThrownBy(() -> mistaken.save(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cannot be saved", "[\"other\"]", "moved or copied");
    }

    /** Not even the MAC of the format distinguishes the number from the text. */
    @Test
    void findsATextOfAnotherType() {
        SopsDocument mistaken = withTexts(text -> text.replaceFirst("type:str", "type:int"));
        assertThatThrownBy(() -> mistaken.save(NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("does not read back", "nothing was saved");
    }

    private SopsDocument withTexts(UnaryOperator<String> mistake) {
        byte[] file = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                .with(SopsPath.of("list").index(0), SopsLeaf.text("1"))
                .with(SopsPath.of("list").index(1), SopsLeaf.text("2"))
                .with(SopsPath.of("other"), SopsLeaf.text("1"))
                .save(NOW);
        SealedFile sealed = SealedFile.parse(file);
        DataKey key = new Unwrapping(sealed.metadata().keys(), Identities.of(identity)).dataKey();
        SopsNode.Fields tree = SopsDocument.open(file, Identities.of(identity)).tree();
        byte[] mistaken =
                mistake.apply(new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        SopsDocument.Origin origin =
                new SopsDocument.Origin(SealedFile.parse(mistaken).body(), tree);
        return new SopsDocument(sealed.metadata(), key, tree, origin, new SecureRandom());
    }

    private static String copyTheFirstOverTheLast(String file) {
        List<String> texts =
                ENCRYPTED.matcher(file).results().map(MatchResult::group).toList();
        return file.replace(texts.get(2), texts.get(0));
    }

    private static String swapTheFirstTwo(String file) {
        List<String> texts =
                ENCRYPTED.matcher(file).results().map(MatchResult::group).toList();
        return file.replace(texts.get(0), "first")
                .replace(texts.get(1), texts.get(0))
                .replace("first", texts.get(1));
    }
}
