package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether an item's value is secret. */
final class CredentialItemTest {

    private static CredentialItem of(ItemType type, boolean declared) {
        return new CredentialItem("it", Secret.of("value"), type, declared);
    }

    @Test
    void isSecretByItsTypeWhereTheTypeAnswers() {
        for (ItemType type :
                List.of(ItemType.API_TOKEN, ItemType.PASSWORD, ItemType.TOTP, ItemType.CVV, ItemType.CARD_NUMBER)) {
            assertThat(of(type, false).secret()).isTrue();
            assertThat(of(type, true).secret())
                    .as(type + ", whatever is declared")
                    .isTrue();
        }
        for (ItemType type : List.of(ItemType.EMAIL, ItemType.PHONE, ItemType.USERNAME, ItemType.URL)) {
            assertThat(of(type, false).secret()).isFalse();
            assertThat(of(type, true).declaredShown())
                    .as("needs no declaration")
                    .isFalse();
        }
    }

    @Test
    void isSecretByDefaultWhereTheTypeDoesNotAnswer() {
        for (ItemType type : List.of(ItemType.OTHER, ItemType.of("private_key"))) {
            assertThat(of(type, false).secret()).isTrue();
            assertThat(of(type, false).summary().shownValue()).isEmpty();
            assertThat(of(type, true).secret()).isFalse();
            assertThat(of(type, true).summary().shownValue()).contains("value");
        }
    }

    @Test
    void listsNothingOfWhatWasWiped() {
        CredentialItem item = new CredentialItem("address", Secret.of("a@mail.test"), ItemType.EMAIL);
        item.value().close();

        assertThat(item.summary().shownValue()).isEmpty();
    }
}
