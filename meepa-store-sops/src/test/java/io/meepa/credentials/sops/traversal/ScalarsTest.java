package io.meepa.credentials.sops.traversal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.sops.tree.SopsType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static SopsLeaf decrypted(SopsType type, String plaintext) {
        return Scalars.decrypted(type, plaintext.getBytes(StandardCharsets.UTF_8), Trail.ROOT.key("k"));
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 42, 42",
        "INTEGER, +5, 5",
        "INTEGER, 007, 7",
        "INTEGER, -9223372036854775808, -9223372036854775808",
        "REAL, 1.50, 1.5",
        "REAL, 1e3, 1000",
        "REAL, .5, 0.5",
        "FLAG, true, True",
        "FLAG, 1, True",
        "FLAG, F, False",
        "TIME, 2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
        "TIME, 2026-11-21T10:00:00.120Z, 2026-11-21T10:00:00.12Z",
        "TIME, 2026-11-21T10:00:00.000+00:00, 2026-11-21T10:00:00Z",
        "TIME, 2026-11-21T10:00:00.5+02:00, 2026-11-21T10:00:00.5+02:00",
        "BYTES, raw, raw",
        "COMMENT, ' said', ' said'",
    })
    void bringsDecryptedValuesIntoTheFormThatIsHashed(SopsType type, String plaintext, String canonical) {
        assertThat(decrypted(type, plaintext).type()).isEqualTo(type);
        assertThat(decrypted(type, plaintext).reveal()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 9223372036854775808",
        "INTEGER, 1.0",
        "INTEGER, 0x10",
        "INTEGER, hunter2",
        "REAL, NaN",
        "REAL, Infinity",
        "REAL, 1e999",
        "REAL, 1d",
        "REAL, 0x1p3",
        "REAL, ' 1'",
        "FLAG, yes",
        "FLAG, tRUE",
        "TIME, 2026-11-21",
        "TIME, 2026-13-21T10:00:00Z",
    })
    void refusesPlaintextThatDoesNotFitItsType(SopsType type, String plaintext) {
        assertThatThrownBy(() -> decrypted(type, plaintext))
                .isInstanceOf(Defect.class)
                .hasMessageContaining("[\"k\"]")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @DisplayName("F-304: sops encrypts a negative zero, which is read; in clear it stays refused")
    @CsvSource({"REAL, -0, -0", "REAL, -0.0, -0", "REAL, -0e5, -0", "INTEGER, -0, 0"})
    void readsAnEncryptedNegativeZero(SopsType type, String plaintext, String canonical) {
        assertThat(decrypted(type, plaintext).reveal()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "-0e5", "1e999"})
    void refusesNumbersInClearThatSopsCannotReadBack(String literal) {
        assertThatThrownBy(() -> Scalars.clear(SopsLeaf.ascii(SopsType.REAL, literal), Trail.ROOT))
                .isInstanceOf(Defect.class);
    }

    @ParameterizedTest
    @CsvSource({
        "12, INTEGER, 12",
        "9223372036854775807, INTEGER, 9223372036854775807",
        "9223372036854775808, REAL, 9223372036854776000",
        "1.0, REAL, 1",
        "1e5, REAL, 100000",
    })
    void typesNumbersInClearAsSopsDoes(String literal, SopsType type, String plaintext) {
        SopsLeaf leaf = Scalars.clear(SopsLeaf.ascii(SopsType.REAL, literal), Trail.ROOT);

        assertThat(leaf.type()).isEqualTo(type);
        assertThat(leaf.reveal()).isEqualTo(plaintext);
    }

    @Test
    void keepsTheTypesOfOtherFormatsWhileTheyStayEncrypted() {
        Identity identity = Identity.generate();
        SopsDocument document = SopsDocument.create(EncryptionRule.standard(), List.of(identity.recipient()))
                .with(SopsPath.of("b"), SopsLeaf.wrap(SopsType.BYTES, new byte[] {0, -1}))
                .with(SopsPath.of("c"), SopsLeaf.ascii(SopsType.COMMENT, " note"))
                .with(SopsPath.of("t"), SopsLeaf.ascii(SopsType.TIME, "2026-11-21T10:00:00Z"));
        SopsDocument opened = SopsDocument.open(document.save(NOW), Identities.of(identity));

        assertThat(TreeStructure.sameValues(document.tree(), opened.tree())).isTrue();
        SopsDocument inClear = document.with(SopsPath.of("t_unencrypted"), SopsLeaf.ascii(SopsType.TIME, "2026"));
        assertThatThrownBy(() -> inClear.save(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t_unencrypted");
        assertThatThrownBy(() -> SopsJson.write(document.tree())).isInstanceOf(IllegalArgumentException.class);
    }
}
