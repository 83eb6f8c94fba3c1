package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is secret is answered once; what revoking needs is another question. */
class ItemSecrecyTest {

    private static final String CANARY = "canary-5d1e";

    private final RecordingStore store = new RecordingStore();
    private final ScriptedUpstream mail = ScriptedUpstream.mail();

    private static CredentialItem item(String key, ItemType type) {
        return new CredentialItem(key, Secret.of(CANARY + "-" + key), type);
    }

    private void holdsEverything() {
        mail.further.addAll(List.of(
                item("pin", ItemType.OTHER),
                item("pem", ItemType.of("private_key")),
                item("word", ItemType.PASSWORD),
                item("blob", ItemType.of("of_tomorrow")),
                CredentialItem.shown("plan", "gold-plan")));
    }

    private CredentialManagerBuilder builder() {
        return Managers.builder(store, mail).set("agents.meepa", Map.of("id", "meepa"));
    }

    private static Map<String, Optional<String>> listed(CredentialManager manager) {
        return manager.agent("meepa").list().get(0).items().stream()
                .collect(Collectors.toMap(ItemSummary::key, ItemSummary::shownValue));
    }

    @Test
    @DisplayName("other and unknown types are masked and not listed, unless their maker declared them shown")
    void hidesWhatNobodyDeclaredShown() {
        holdsEverything();
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
        }
        try (CredentialManager restarted = builder().open()) {
            assertThat(listed(restarted))
                    .containsEntry("plan", Optional.of("gold-plan"))
                    .containsEntry("address", Optional.of("meepa@mail.test"))
                    .containsEntry("pin", Optional.empty())
                    .containsEntry("pem", Optional.empty())
                    .containsEntry("blob", Optional.empty())
                    .containsEntry("inbox_id", Optional.empty())
                    .containsEntry("key", Optional.empty());
            String output = CANARY + "-pin " + CANARY + "-pem " + CANARY + "-blob gold-plan meepa@mail.test";
            assertThat(restarted.agent("meepa").tools().mask().apply(output))
                    .doesNotContain(CANARY)
                    .contains("gold-plan", "meepa@mail.test");
            assertThat(restarted.agent("meepa").list().toString()).doesNotContain(CANARY);
        }
    }

    @Test
    @DisplayName("A tool's output shows a declared item and masks the others, granted or not by the same list")
    void masksTheOutputOfToolsByTheSameAnswer() {
        holdsEverything();
        CredentialManagerBuilder injecting = builder()
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.environment.grants.BOX_PIN", "email/mailbox#pin")
                .set("credentials.environment.grants.BOX_BLOB", "email/mailbox#blob")
                .set("credentials.environment.grants.BOX_PLAN", "email/mailbox#plan");
        try (CredentialManager manager = injecting.open()) {
            manager.agent("meepa").provision();
            assertThat(manager.agent("meepa").environment().names()).contains("BOX_PIN", "BOX_BLOB", "BOX_PLAN");
            assertThat(manager.agent("meepa").environment().mask().apply(CANARY + "-pin " + CANARY + "-blob gold-plan"))
                    .isEqualTo("*** *** gold-plan");
        }
    }

    @Test
    @DisplayName("A declaration outlives a change by the host, and an item without one stays secret")
    void keepsDeclarationsOfWhatIsChanged() {
        try (CredentialManager manager = builder().open()) {
            AgentCredential added = AgentCredential.login("github")
                    .item(CredentialItem.shown("plan", "gold-plan"))
                    .item("pin", Secret.of(CANARY), ItemType.OTHER)
                    .build();
            manager.agent("meepa").add(added);
            manager.agent("meepa")
                    .replace(manager.agent("meepa").get(Category.LOGIN, "github").toBuilder()
                            .item("token", Secret.of("t"), ItemType.API_TOKEN)
                            .build());

            assertThat(listed(manager))
                    .containsEntry("plan", Optional.of("gold-plan"))
                    .containsEntry("pin", Optional.empty());
        }
    }

    @Test
    @DisplayName("F-305: a queued revocation holds what the provider named and nothing else of the credential")
    void keepsOnlyWhatTheProviderNames() {
        holdsEverything();
        mail.onRevoke.add(() -> {
            throw new ProviderUnavailableException("mailbox: down");
        });
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
            manager.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        assertThat(kept()).containsExactly("inbox_id");
        assertThat(store.document("meepa").entries()).isEmpty();
    }

    @Test
    @DisplayName("F-305: a provider that is there but not configured any more names it all the same")
    void asksAProviderThatIsNotConfigured() {
        holdsEverything();
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
        }
        try (CredentialManager without =
                builder().set("credentials.email.enabled", false).open()) {
            without.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        assertThat(kept()).containsExactly("inbox_id");
    }

    @Test
    @DisplayName("F-305: where no plug-in names anything, what can be an id is kept, and no key or password")
    void keepsIdsOfAProviderThatIsGone() {
        holdsEverything();
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
        }
        try (CredentialManager without = Managers.builder(store)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open()) {
            without.agent("meepa").deprovision(DeprovisionMode.REVOKE);
        }
        assertThat(kept()).contains("inbox_id", "address").doesNotContain("key", "pem", "word", "blob");
    }

    @Test
    @DisplayName(
            "F-305: what is kept for a provider that is gone is shown nowhere, and reaches the provider once it is back")
    void keepsItsSecretsForAProviderThatComesBack() {
        holdsEverything();
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
        }
        List<CredentialEvent> events = new CopyOnWriteArrayList<>();
        try (CredentialManager without = Managers.builder(store)
                .set("agents.meepa", Map.of("id", "meepa"))
                .listener(events::add)
                .open()) {
            AgentCredentials agent = without.agent("meepa");
            String shown = agent.deprovision(DeprovisionMode.REVOKE)
                    + agent.managed().pendingOperations().toString()
                    + agent.managed().reconcile()
                    + without.doctor()
                    + agent.list()
                    + events;
            assertThat(shown).contains("mailbox").doesNotContain(CANARY);
        }
        assertThat(store.document("meepa").operations())
                .flatExtracting(operation -> operation.details().items())
                .filteredOn(item -> item.key().equals("pin"))
                .singleElement()
                .satisfies(item -> assertThat(item.secret()).isTrue());

        try (CredentialManager manager = builder().open()) {
            assertThat(manager.agent("meepa")
                            .deprovision(DeprovisionMode.REVOKE)
                            .documentDeleted())
                    .isTrue();
        }
        assertThat(mail.revoked)
                .singleElement()
                .satisfies(request -> assertThat(
                                request.credential().orElseThrow().secret("pin").reveal())
                        .isEqualTo(CANARY + "-pin"));
        assertThat(mail.live).isEmpty();
    }

    @Test
    @DisplayName("An end and an account that a provider reports are recorded with the credential")
    void recordsEndAndAccount() {
        mail.adapted = issued ->
                issued.expiringAt(Instant.parse("2027-01-31T12:00:00.9Z")).onAccount("org-7");
        try (CredentialManager manager = builder().open()) {
            manager.agent("meepa").provision();
        }
        Function<String, Optional<String>> metadata = name ->
                store.document("meepa").entries().get(0).credential().metadata().text(name);
        assertThat(metadata.apply(MetadataKeys.EXPIRES_AT)).contains("2027-01-31T12:00:00Z");
        assertThat(metadata.apply(MetadataKeys.ACCOUNT)).contains("org-7");
    }

    private List<String> kept() {
        AgentDocument document = store.document("meepa");
        return document.operations().stream()
                .flatMap(operation -> operation.details().items().stream())
                .map(CredentialItem::key)
                .toList();
    }
}
