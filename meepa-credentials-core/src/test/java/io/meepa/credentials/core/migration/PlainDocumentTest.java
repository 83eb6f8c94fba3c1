package io.meepa.credentials.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("M-24 to M-28: the gateway's plain list")
final class PlainDocumentTest {

    private static final String DOCUMENT = """
            {'credential_store': {'provider': 'sops', 'item_id': 'meepa-credentials', 'vault': 'agents',
                                  'status': 'provisioned'},
             'credentials': [
               {'category': 'email', 'service': 'mail', 'name': 'Email', 'origin': 'operator_provided',
                'items': [{'key': 'address', 'value': 'a@example.com', 'item_type': 'email'},
                          {'key': 'inbox_id', 'value': 'abc123', 'item_type': 'other'}],
                'status': 'provisioned', 'managed': true},
               {'category': 'credit_card', 'service': 'cards', 'name': 'Credit Card', 'origin': 'operator_provided',
                'items': [{'key': 'last_four', 'value': '1234', 'item_type': 'other'}],
                'metadata': {'spend_limit': 5000}, 'status': 'provisioned'},
               {'category': 'mine', 'service': 'github', 'name': 'GitHub', 'origin': 'agent_created',
                'items': [{'key': 'token', 'value': 'ghp_xxx', 'item_type': 'seed_phrase', 'hint': 'h'}],
                'provider': 'p', 'colour': 'red', 'status': {'failed': 'reason'}}],
             'provisioned_at': '2025-07-01T09:00:00Z', 'more': {'x': 'y'}}
            """;

    @Test
    void readsEveryField() {
        Migration migration = Migration.ofPlainDocument(Shown.json(DOCUMENT));
        assertThat(Shown.lines(migration))
                .containsExactly(
                        "email/mail (Email) provisioned address:email=a@example.com inbox_id:other=abc123",
                        "credit_card/cards (Credit Card) provisioned last_four:other=1234"
                                + " {spend_limit=Numeric[value=5000]}",
                        "mine/github (GitHub) failed: reason token:seed_phrase=ghp_xxx token.hint:other=h"
                                + " provider:other=p colour:other=red",
                        "legacy/document (document) existing more.x:other=y");
        assertThat(migration.credentials())
                .extracting(AgentCredential::managed)
                .containsExactly(true, false, false, false);
        assertThat(migration.notes()).hasSize(5);
    }

    @Test
    @DisplayName("F-405: what sops decrypted is imported without the seal of its file")
    void leavesTheSealBehind() {
        String decrypted = DOCUMENT.replace(", 'more': {'x': 'y'}", ", 'seal': 'meepa-seal 1 agent=meepa'");
        Migration migration = Migration.ofPlainDocument(Shown.json(decrypted));
        assertThat(Shown.lines(migration)).hasSize(3).noneMatch(line -> line.contains("seal"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'category': 'mine' | 'kind': 'mine' | credentials[2] lacks the field category",
                "'name': 'GitHub', | `` | credentials[2] lacks the field name",
                "'origin': 'agent_created' | 'origin': 'found' | credentials[2].origin is not one that is known",
                "'status': {'failed': 'reason'} | 'status': 'odd' | credentials[2].status is not one that is known",
                "'key': 'token' | 'kee': 'token' | credentials[2].items[0] lacks the field key",
                "'value': 'ghp_xxx' | 'value': true | credentials[2].items[0].value is not a text",
                "'category': 'mine' | 'category': ' ' | credentials[2]: category",
                "'item_type': 'seed_phrase' | 'item_type': '' | credentials[2]"
            })
    void namesTheFieldThatIsWrong(String there, String instead, String message) {
        String broken = DOCUMENT.replace(there, instead);
        assertThat(broken).isNotEqualTo(DOCUMENT);
        assertThatThrownBy(() -> Migration.ofPlainDocument(Shown.json(broken)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("ghp_xxx");
    }

    @Test
    @DisplayName("A number that would fill the memory when written is refused")
    void refusesANumberThatIsTooLongToWriteOut() {
        assertThatThrownBy(() -> Migration.ofPlainDocument(Shown.json(DOCUMENT.replace("5000", "1e999999999"))))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("credentials[1]")
                .hasMessageContaining("nothing was changed");
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> Migration.ofPlainDocument(Shown.json("{'credentials': {}}")))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessage("document.credentials is not a list");
        assertThatThrownBy(() -> Migration.ofPlainDocument(Shown.json("{'credentials': ['x']}")))
                .hasMessage("credentials[0] is not an object");
    }
}
