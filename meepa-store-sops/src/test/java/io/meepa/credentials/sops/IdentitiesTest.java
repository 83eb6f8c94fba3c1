package io.meepa.credentials.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

    private static final String KEY = "AGE-SECRET-KEY-13Q2HDR5DJVYPRUND5Q0JA2SL9KTMEL2LXJT25LCMGRQD8PYNAFEQPE6S5F";
    private static final String RECIPIENT = "age1mm2v0d20ylqlmgh9yc064hrjrnqgwjpt58xp6z77y905pqaydswspjng9z";

    private static Identities parse(String file) {
        return Identities.parse(file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void derivesTheRecipientKnown() {
        assertThat(Identity.parse(Secret.of(KEY)).recipient()).hasToString(RECIPIENT);
    }

    @Test
    void readsCommentsSeveralKeysAndBothLineEnds() {
        Identity other = Identity.generate();
        String file = "# created: now\r\n\r\n" + KEY + "\r\n   \n# next\n"
                + other.secret().reveal();

        assertThat(parse(file).recipients()).containsExactly(Recipient.parse(RECIPIENT), other.recipient());
        assertThat(Identities.parse(Secret.of(file)).all()).hasSize(2);
    }

    @Test
    void writesTheFileThatAgeKeygenWrites() {
        Secret file = Identity.parse(Secret.of(KEY)).file(Instant.parse("2026-11-21T10:00:00.7Z"));

        assertThat(file.reveal())
                .isEqualTo("# created: 2026-11-21T10:00:00Z\n# public key: " + RECIPIENT + "\n" + KEY + "\n");
        assertThat(Identities.parse(file).recipients()).containsExactly(Recipient.parse(RECIPIENT));
    }

    @Test
    void leavesKeysOfOtherKindsAside() {
        Identities found = parse("AGE-SECRET-KEY-PQ-1ABC\n" + KEY + "\nAGE-PLUGIN-YUBIKEY-1XYZ\n");

        assertThat(found.all()).hasSize(1);
        assertThat(found.leftAside())
                .containsExactly("a post-quantum identity in line 1", "a plug-in identity in line 3");
    }

    @Test
    void refusesABrokenLineWithoutQuotingIt() {
        String damaged = KEY.replace("3Q2H", "3Q2Q");
        for (String bad : new String[] {
            damaged, KEY.toLowerCase(Locale.ROOT), KEY + "A", "hunter2", "\ufeff" + KEY, "AGE-SECRET-KEY-1Q", RECIPIENT
        }) {
            assertThatThrownBy(() -> parse("# fine\n" + bad + "\n"))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageNotContaining(bad)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only\n",
                "AGE-PLUGIN-X-1Y\n",
                "age-encryption.org/v1\n-> scrypt",
                "-----BEGIN AGE ENCRYPTED FILE-----\n"
            })
    void reportsThatThereIsNoUsableKey(String file) {
        assertThatThrownBy(() -> parse(file)).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void printsOnlyRecipients() {
        Identity identity = Identity.parse(Secret.of(KEY));

        assertThat(identity).hasToString("Identity[" + RECIPIENT + "]");
        assertThat(Identities.of(identity)).hasToString("Identities[" + RECIPIENT + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age1",
                "age1mm2v0d20ylqlmgh9yc064hrjrnqgwjpt58xp6z77y905pqaydswspjng9q",
                "AGE1MM2V0D20YLQLMGH9YC064HRJRNQGWJPT58XP6Z77Y905PQAYDSWSPJNG9Z",
                " age1mm2v0d20ylqlmgh9yc064hrjrnqgwjpt58xp6z77y905pqaydswspjng9z",
                "age1yubikey1qwerty",
                "ssh-ed25519 AAAA",
                KEY
            })
    void refusesARecipientOfAnotherKind(String text) {
        assertThatThrownBy(() -> Recipient.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("SECRET");
    }
}
