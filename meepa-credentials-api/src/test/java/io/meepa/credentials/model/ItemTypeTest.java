package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

final class ItemTypeTest {

    @Test
    void hasStableNames() {
        assertThat(List.of(
                        ItemType.EMAIL,
                        ItemType.API_TOKEN,
                        ItemType.PASSWORD,
                        ItemType.USERNAME,
                        ItemType.PHONE,
                        ItemType.CARD_NUMBER,
                        ItemType.CVV,
                        ItemType.TOTP,
                        ItemType.URL,
                        ItemType.OTHER))
                .extracting(ItemType::name)
                .containsExactly(
                        "email",
                        "api_token",
                        "password",
                        "username",
                        "phone",
                        "card_number",
                        "cvv",
                        "totp",
                        "url",
                        "other");
    }

    @Test
    void isAValue() {
        EqualsVerifier.forClass(ItemType.class).withNonnullFields("name").verify();
    }

    @Test
    void isAnOpenSet() {
        assertThat(ItemType.of("ssh_key")).isEqualTo(ItemType.of("ssh_key")).hasToString("ssh_key");
        assertThat(ItemType.of("password")).isEqualTo(ItemType.PASSWORD);
    }

    @Test
    void refusesABlankName() {
        assertThatIllegalArgumentException().isThrownBy(() -> ItemType.of("  ")).withMessageStartingWith("item type: ");
    }
}
