package io.meepa.credentials.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Origin;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-56: a legacy identity becomes credentials, with nothing lost")
final class LegacyIdentityTest {

    @Test
    void readsTheFlatShape() {
        Migration migration =
                migrate("{'email': 'a@example.com', 'phone': '+15550100', 'credit_card': '1234', 'login': 'ghp_x'}");
        assertThat(Shown.lines(migration))
                .containsExactly(
                        "email/legacy (legacy) existing address:email=a@example.com",
                        "phone/legacy (legacy) existing number:phone=+15550100",
                        "credit_card/legacy (legacy) existing last_four:other=1234",
                        "login/legacy (legacy) existing token:api_token=ghp_x");
        assertThat(migration.notes()).isEmpty();
    }

    @Test
    void readsTheFlatShapeWithPrefixes() {
        assertThat(Shown.lines(
                        migrate("{'email_address': 'a@example.com', 'email_inbox_id': 'in-1', 'email_provider': 'mail',"
                                + " 'phone_number': '+15550100', 'credit_card_last_four': 1234}")))
                .containsExactly(
                        "email/mail (mail) existing address:email=a@example.com inbox_id:other=in-1",
                        "phone/legacy (legacy) existing number:phone=+15550100",
                        "credit_card/legacy (legacy) existing last_four:other=1234");
    }

    @Test
    void readsTheNestedShape() {
        Migration migration = migrate("""
                {'identity': {
                  'email': {'provider': 'mail', 'email': 'a@example.com', 'inbox_id': 'in-1', 'status': 'provisioned'},
                  'phone': {'phone_number': '+15550100', 'status': 'pending_manual'},
                  'card': {'provider': 'cards', 'name': 'Main', 'last_four': '1234', 'token': 't-1', 'spend_limit': 5000,
                           'metadata': {'memo': 'x', 'paused': false, 'limit': 1.50}, 'status': {'failed': 'declined'}},
                  'logins': [
                    {'service': 'github', 'username': 'u', 'password': 'p', 'origin': 'agent_created'},
                    {'provider': 'own', 'service': 'npm', 'token': 'n'}]
                }}
                """);
        assertThat(Shown.lines(migration))
                .containsExactly(
                        "email/mail (mail) provisioned address:email=a@example.com inbox_id:other=in-1",
                        "phone/legacy (legacy) pending_manual number:phone=+15550100",
                        "credit_card/cards (Main) failed: declined last_four:other=1234 token:api_token=t-1"
                                + " {spend_limit=Numeric[value=5000]} {memo=Text[value=x]}"
                                + " {paused=Flag[value=false]} {limit=Numeric[value=1.50]}",
                        "login/github (github) existing username:username=u password:password=p",
                        "login/npm (npm) existing provider:other=own token:api_token=n");
        assertThat(migration.credentials().get(3).origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(migration.credentials()).noneMatch(AgentCredential::managed);
    }

    @Test
    void readsLoginsBelowTheirServices() {
        assertThat(
                        Shown.lines(
                                migrate(
                                        "{'login': {'github': {'token': 'g'}, 'npm': 'n'}, 'api_keys': {'openai': 'k'}, 'emails': ['a', 'b']}")))
                .containsExactly(
                        "login/github (github) existing token:api_token=g",
                        "login/npm (npm) existing token:api_token=n",
                        "api_key/openai (openai) existing api_key:api_token=k",
                        "email/legacy (legacy) existing address:email=a",
                        "email/legacy (legacy (2)) existing address:email=b");
    }

    @Test
    void takesTheConfiguredServiceWhereNoneIsNamed() {
        Migration migration = Migration.ofIdentity(
                Shown.json("{'email': {'address': 'a'}, 'phone': '1'}"), Map.of(Category.EMAIL, "mail"));
        assertThat(Shown.lines(migration))
                .containsExactly(
                        "email/mail (mail) existing address:email=a", "phone/legacy (legacy) existing number:phone=1");
    }

    @Test
    void keepsAndReportsWhatItDoesNotKnow() {
        Migration migration = migrate("""
                {'email': {'address': 'a', 'recovery_phrase': 'correct horse', 'nested': {'deep': ['x', 7, true, null]},
                           'status': 'sleeping'},
                 'favourite': 'blue', 'version': 3, 'history': [{'at': 'then'}]}
                """);
        assertThat(Shown.lines(migration))
                .containsExactly(
                        "email/legacy (legacy) existing address:email=a recovery_phrase:other=correct horse"
                                + " nested.deep.0:other=x status:other=sleeping"
                                + " {nested.deep.1=Numeric[value=7]} {nested.deep.2=Flag[value=true]}",
                        "legacy/identity (identity) existing favourite:other=blue history.0.at:other=then"
                                + " {version=Numeric[value=3]}");
        assertThat(migration.notes())
                .contains(
                        "email.recovery_phrase is not recognised; kept as an item",
                        "not recognised, kept as items of legacy/identity: [favourite, version, history]");
        assertThat(migration.notes().toString()).doesNotContain("correct horse").doesNotContain("blue");
    }

    @Test
    @DisplayName("R13: an unknown text may be a secret, so it is never shown as metadata")
    void hidesUnknownTexts() {
        Migration migration = migrate("{'email': {'address': 'a', 'odd': 'canary-77'}, 'more': 'canary-77'}");
        assertThat(migration.credentials().stream()
                        .map(AgentCredential::summary)
                        .toList()
                        .toString())
                .doesNotContain("canary-77");
        assertThat(migration.toString()).doesNotContain("canary-77");
    }

    @Test
    void reportsWhatIsEmpty() {
        Migration migration = migrate("{'email': '', 'phone': null, 'login': {'github': {}, 'npm': {'token': ''}}}");
        assertThat(migration.credentials()).isEmpty();
        assertThat(migration.notes()).containsExactly("email is empty", "phone is empty", "login is empty");
    }

    @Test
    void readsAnEmptyFile() {
        assertThat(migrate("{}").credentials()).isEmpty();
    }

    @Test
    void keepsAStatusThatIsKnown() {
        for (CredentialStatus.Settled status : CredentialStatus.Settled.values()) {
            assertThat(migrate("{'phone': {'number': '1', 'status': '" + status.wireName() + "'}}")
                            .credentials()
                            .get(0)
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void refusesNamesThatNoDocumentTakes() {
        String tooLong = "s".repeat(129);
        assertThatThrownBy(() -> migrate("{'login': {'" + tooLong + "': {'token': 'canary-77'}}}"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("service")
                .hasMessageNotContaining("canary-77");
        assertThatThrownBy(() -> migrate("{'email': {'address': 'a', '" + tooLong + "': 'canary-77'}}"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageNotContaining("canary-77");
    }

    @Test
    void refusesTwoValuesForOneKey() {
        assertThatThrownBy(() -> migrate("{'email': {'a.b': 'x', 'a': {'b': 'y'}}}"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> migrate("{'email': {'limit': 1, 'metadata': {'limit': 2}}}"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> migrate("{'email': {'metadata': {'limit': 'x'}, 'limit': 2}}"))
                .isInstanceOf(CorruptDocumentException.class);
    }

    private static Migration migrate(String singleQuoted) {
        return Migration.ofIdentity(Shown.json(singleQuoted), Map.of());
    }
}
