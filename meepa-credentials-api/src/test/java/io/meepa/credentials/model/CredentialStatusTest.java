package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.CredentialStatus.Failed;
import io.meepa.credentials.model.CredentialStatus.Settled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CredentialStatusTest {

    @Test
    void hasFivePlainNames() {
        assertThat(Settled.values())
                .extracting(Settled::wireName)
                .containsExactly("provisioned", "existing", "pending_manual", "pending_signup", "skipped");
    }

    @Test
    void hasNothingBesideThePlainNamesAndFailed() {
        assertThat(CredentialStatus.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Settled.class, Failed.class);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Settled status) {
        assertThat(Settled.ofWireName(status.wireName())).contains(status);
        assertThat(status).hasToString(status.wireName());
    }

    @Test
    void isNotGuessed() {
        assertThat(Settled.ofWireName("Provisioned")).isEmpty();
        assertThat(Settled.ofWireName("failed")).isEmpty();
    }

    @Test
    void isUsableOnlyWhenThereIsSomethingToUse() {
        assertThat(Settled.values())
                .filteredOn(CredentialStatus::usable)
                .containsExactly(Settled.PROVISIONED, Settled.EXISTING);
        assertThat(new Failed("quota reached").usable()).isFalse();
    }

    @Test
    void saysWhyItFailed() {
        assertThat(new Failed("quota reached"))
                .hasToString("failed: quota reached")
                .isEqualTo(failed("quota reached"));
    }

    @Test // R5
    void cutsAReasonAt500Characters() {
        assertThat(failed("r".repeat(500)).reason()).isEqualTo("r".repeat(500));
        assertThat(failed("r".repeat(501)).reason()).isEqualTo("r".repeat(499) + "…");
    }

    @Test
    void cutsNoCharacterInTwo() {
        String reason =
                failed("r".repeat(498) + "\ud83d\udd11" + "r".repeat(10)).reason();

        assertThat(reason).isEqualTo("r".repeat(498) + "…");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reason)).isTrue();
    }

    private static Failed failed(String reason) {
        return new Failed(reason);
    }
}
