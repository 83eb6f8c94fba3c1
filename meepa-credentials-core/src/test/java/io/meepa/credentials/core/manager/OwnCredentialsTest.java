package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users add, replace and remove, and what they may not. */
class OwnCredentialsTest {

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();
    private CredentialManager manager;
    private AgentCredentials meepa;

    @BeforeEach
    void open() {
        manager = Managers.open(store, mail);
        meepa = manager.agent("meepa");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static AgentCredential github(String name, String token) {
        return AgentCredential.login("github")
                .name(name)
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build();
    }

    @Test
    void keepsAValueForOthersThatOneReaderClosed() {
        meepa.add(github("bot", "t-1"));
        AgentCredential read = meepa.get(Category.LOGIN, "github");

        read.secret("token").close();
        meepa.get(Category.LOGIN, "github").secret("token").close();

        assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal()).isEqualTo("t-1");
        assertThat(read.secret("token").reveal()).isEqualTo("t-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "credit_card", "login", "api_key", "token", "passport"})
    @DisplayName("M-07…M-09b, M-11, G-09: every category, known or not, is stored directly, without a provider")
    void storesEveryCategory(String category) {
        meepa.add(AgentCredential.of(Category.of(category), "somewhere")
                .origin(Origin.AGENT_CREATED)
                .item("value", Secret.of("v-1"), ItemType.OTHER)
                .metadata(Metadata.empty().with("seats", 3).with("trial", true).with("plan", "basic"))
                .build());

        AgentCredential read = meepa.get(Category.of(category), "somewhere");

        assertThat(read.secret("value").reveal()).isEqualTo("v-1");
        assertThat(read.origin()).isEqualTo(Origin.AGENT_CREATED);
        assertThat(read.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
        assertThat(read.metadata())
                .isEqualTo(Metadata.empty().with("seats", 3).with("trial", true).with("plan", "basic"));
        assertThat(mail.issued).isEmpty();
    }

    @Test
    @DisplayName("M-09a: a key and a token take the same items; only a token is meant to expire")
    void storesKeysAndTokensAlike() {
        for (AgentCredential credential : List.of(
                AgentCredential.apiKey("openai")
                        .item("value", Secret.of("k"), ItemType.API_TOKEN)
                        .build(),
                AgentCredential.token("oauth")
                        .item("value", Secret.of("t"), ItemType.API_TOKEN)
                        .metadata(Metadata.empty().with("expires_at", "2026-12-01T00:00:00Z"))
                        .build())) {
            meepa.add(credential);
            assertThat(meepa.get(credential.key()).item("value").orElseThrow().type())
                    .isEqualTo(ItemType.API_TOKEN);
        }
        assertThat(meepa.get(Category.TOKEN, "oauth").metadata().text("expires_at"))
                .isPresent();
    }

    @Test
    @DisplayName("M-50: create, conflict on repeat, explicit replace")
    void refusesToAddTwice() {
        meepa.add(github("github", "one"));
        assertThatThrownBy(() -> meepa.add(github("github", "two")))
                .isInstanceOf(CredentialAlreadyExistsException.class)
                .hasMessageContaining("login/github")
                .hasMessageNotContaining("two");
        assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal()).isEqualTo("one");

        meepa.replace(github("github", "two"));

        assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal()).isEqualTo("two");
        assertThat(meepa.list()).hasSize(1);
    }

    @Test
    @DisplayName("M-19: a name of its own makes room for a second login; an address that fits both is refused")
    void distinguishesTwoLoginsByName() {
        meepa.add(github("Work", "work-token"));
        meepa.add(github("Private", "private-token"));

        assertThatThrownBy(() -> meepa.remove(Category.LOGIN, "github"))
                .isInstanceOf(AmbiguousCredentialException.class)
                .hasMessageContaining("Work")
                .hasMessageContaining("Private");
        assertThatThrownBy(() -> meepa.add(github("github", "third")))
                .isInstanceOf(CredentialAlreadyExistsException.class);

        meepa.remove(CredentialKey.of(Category.LOGIN, "github").named("Work"));

        assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal()).isEqualTo("private-token");
    }

    @Test
    @DisplayName("Replacing without a name keeps the name that is there")
    void keepsTheNameOnReplace() {
        meepa.add(github("Work", "one"));
        meepa.replace(github("github", "two"));
        assertThat(meepa.list()).extracting(CredentialSummary::name).containsExactly("Work");
    }

    @Test
    @DisplayName("A name that is there is meant, also if it is the service's and others stand beside it")
    void replacesTheOneOfThatName() {
        meepa.add(github("github", "one"));
        meepa.add(github("Work", "work-token"));

        meepa.replace(github("github", "two"));

        assertThat(meepa.get(CredentialKey.of(Category.LOGIN, "github").named("github"))
                        .secret("token")
                        .reveal())
                .isEqualTo("two");
        assertThat(meepa.get(CredentialKey.of(Category.LOGIN, "github").named("Work"))
                        .secret("token")
                        .reveal())
                .isEqualTo("work-token");
    }

    @Test
    @DisplayName("M-51: removing what is absent is an error, without a write")
    void refusesToRemoveWhatIsAbsent() {
        assertThatThrownBy(() -> meepa.remove(Category.LOGIN, "github"))
                .isInstanceOf(CredentialNotFoundException.class)
                .hasMessageContaining("login/github");
        assertThatThrownBy(() -> meepa.replace(github("github", "x"))).isInstanceOf(CredentialNotFoundException.class);
        assertThat(store.written).isEmpty();
    }

    @Test
    @DisplayName("G-08, M-51a: managed credentials can be neither replaced nor removed, and nothing is written")
    void guardsManagedCredentials() {
        meepa.provision();
        int writes = store.written.size();

        assertThatThrownBy(() -> meepa.remove(Category.EMAIL, "mailbox"))
                .isInstanceOf(ManagedCredentialException.class)
                .hasMessageContaining("deprovision");
        assertThatThrownBy(() -> meepa.replace(
                        AgentCredential.of(Category.EMAIL, "mailbox").build()))
                .isInstanceOf(ManagedCredentialException.class);
        assertThat(store.written).hasSize(writes);
    }

    @Test
    @DisplayName("B-02: nobody but the engine makes a credential managed")
    void refusesAForgedManagedFlag() {
        AgentCredential forged = new AgentCredential(
                Category.LOGIN,
                "github",
                "GitHub",
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty(),
                CredentialStatus.Settled.EXISTING,
                true);
        assertThatThrownBy(() -> meepa.add(forged)).isInstanceOf(ManagedCredentialException.class);
        assertThat(store.written).isEmpty();
    }

    @Test
    @DisplayName("M-03, B-51: another agent's credential looks exactly like an absent one")
    void keepsAgentsApart() {
        manager.agent("other").add(github("github", "others-token"));

        assertThat(meepa.list()).isEmpty();
        String foreign = message(() -> meepa.get(Category.LOGIN, "github"));
        manager.agent("other").remove(Category.LOGIN, "github");
        String absent = message(() -> meepa.get(Category.LOGIN, "github"));
        assertThat(foreign).isEqualTo(absent);
    }

    private static String message(Runnable action) {
        try {
            action.run();
        } catch (CredentialNotFoundException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("found it");
    }

    @Test
    @DisplayName("M-02, G-01, G-12, G-19: listings show both kinds, by category, in document order, without secrets")
    void listsBothKinds() {
        meepa.add(github("GitHub", "canary-token"));
        meepa.provision();
        meepa.add(AgentCredential.login("npm").build());

        assertThat(meepa.list()).extracting(CredentialSummary::service).containsExactly("github", "mailbox", "npm");
        assertThat(meepa.list(Category.LOGIN))
                .extracting(CredentialSummary::service)
                .containsExactly("github", "npm");
        assertThat(meepa.list())
                .extracting(CredentialSummary::kind)
                .containsExactly(CredentialKind.OWN, CredentialKind.MANAGED, CredentialKind.OWN);
        assertThat(meepa.list(Category.EMAIL).get(0).whyNotDeletable()).isPresent();
        assertThat(meepa.list().toString()).doesNotContain("canary-token").doesNotContain("key-of-");
    }

    @Test
    @DisplayName("G-10, G-15, B-17: listing and getting call no provider, even one that always throws")
    void neverCallsAProviderToRead() {
        mail.onIssue.add(request -> {
            throw new IllegalStateException("down");
        });
        meepa.provision();
        int calls = mail.issued.size();
        meepa.list();
        meepa.get(Category.EMAIL, "mailbox");
        assertThat(mail.issued).hasSize(calls);
    }

    @Test
    @DisplayName("M-44a: a disabled agent still stores its own logins")
    void storesForADisabledAgent() {
        try (CredentialManager off =
                Managers.builder(store, mail).set("credentials.enabled", false).open()) {
            off.agent("meepa").add(github("github", "t"));
            assertThat(off.agent("meepa").list()).hasSize(1);
        }
    }
}
