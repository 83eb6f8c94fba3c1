package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FieldKind;
import io.meepa.credentials.form.FieldProblem;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.InvalidFormException;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** M-14, M-66: what waits for a person says what to do and what to fill in, and becomes active when it was. */
class ManualStepsTest {

    private static final CredentialKey CARD = CredentialKey.of(Category.CREDIT_CARD, "manual");
    private static final CredentialKey PHONE = CredentialKey.of(Category.PHONE, "manual");
    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "existing");

    private final RecordingStore store = new RecordingStore();
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());
    private CredentialManager manager;
    private AgentCredentials meepa;

    @BeforeEach
    void open() {
        manager = Managers.builder(store)
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "existing")
                .set("credentials.phone.enabled", true)
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "manual")
                .listener(events::add)
                .open();
        meepa = manager.agent("meepa");
        meepa.provision();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static FormValues card() {
        return FormValues.empty()
                .with("card_number", Secret.of("4111 1111 1111 1111"))
                .with("exp_month", "12")
                .with("exp_year", "2031")
                .with("cvv", Secret.of("123"));
    }

    @Test
    @DisplayName("M-14: a next step for people, and the fields to fill in")
    void saysWhatToDo() {
        assertThat(meepa.manualSteps().list())
                .extracting(step -> step.key().category())
                .containsExactly(Category.EMAIL, Category.PHONE, Category.CREDIT_CARD);
        for (ManualStep step : meepa.manualSteps().list()) {
            assertThat(step.nextStep()).isNotBlank();
            assertThat(step.form().orElseThrow())
                    .isEqualTo(CredentialForm.of(step.key().category()).details());
        }
        assertThat(meepa.manualSteps().list().get(1).form().orElseThrow().fields())
                .extracting(FormField::name)
                .contains("number")
                .doesNotContain("service");
    }

    @Test
    @DisplayName("M-66: card, phone and mailbox become active, and the next run keeps them")
    void becomesActive() {
        meepa.manualSteps().complete(CARD, card());
        meepa.manualSteps()
                .complete(
                        PHONE,
                        FormValues.empty().with("number", "+1 555 010 0000").with("carrier", "Tello"));
        CredentialSummary mail =
                meepa.manualSteps().complete(MAIL, FormValues.empty().with("address", "meepa@corp.example"));

        assertThat(mail.status()).isEqualTo(CredentialStatus.Settled.EXISTING);
        assertThat(mail.metadata()).isEqualTo(Metadata.empty());
        assertThat(meepa.manualSteps().list()).isEmpty();
        assertThat(meepa.get(CARD).secret("last_four").reveal()).isEqualTo("1111");
        assertThat(meepa.get(PHONE).secret("number").reveal()).isEqualTo("+15550100000");
        assertThat(meepa.get(PHONE).name()).isEqualTo("Phone");
        assertThat(meepa.get(PHONE).metadata()).isEqualTo(Metadata.empty().with("carrier", "Tello"));

        int writes = store.written.size();
        assertThat(meepa.provision().outcomes())
                .extracting(ProvisioningReport.Outcome::result)
                .containsOnly(ProvisioningReport.Result.EXISTING);
        assertThat(store.written).hasSize(writes);
    }

    @Test
    @DisplayName("M-66: one error for every problem, without values, and nothing is written")
    void refusesWhatIsWrong() {
        int writes = store.written.size();
        FormValues wrong = FormValues.empty()
                .with("card_number", Secret.of("4111111111111112"))
                .with("exp_month", "11")
                .with("exp_year", "2025")
                .with("cvv", Secret.of("canary"));

        assertThatThrownBy(() -> meepa.manualSteps().complete(CARD, wrong))
                .isInstanceOfSatisfying(
                        InvalidFormException.class,
                        e -> assertThat(e.problems())
                                .extracting(FieldProblem::field)
                                .containsExactly("card_number", "exp_year", "cvv"))
                .hasMessageNotContaining("4111")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() ->
                        meepa.manualSteps().complete(PHONE, FormValues.empty().with("service", "x")))
                .isInstanceOf(InvalidFormException.class)
                .hasMessageContaining("number must be filled in")
                .hasMessageContaining("service is not asked for");
        assertThat(store.written).hasSize(writes);
        assertThat(meepa.manualSteps().list()).hasSize(3);
    }

    @Test
    void fillsInOnceOnly() {
        meepa.manualSteps().complete(CARD, card());

        assertThatThrownBy(() -> meepa.manualSteps().complete(CARD, card()))
                .isInstanceOf(CredentialNotPendingException.class)
                .hasMessageContaining("existing");
        assertThatThrownBy(() -> meepa.manualSteps().complete(CredentialKey.of(Category.LOGIN, "github"), card()))
                .isInstanceOf(CredentialNotFoundException.class);
    }

    @Test
    @DisplayName("G-08: what is managed waits for its provider: shown, and not filled in")
    void guardsManagedCredentials() {
        AgentCredential managed = new AgentCredential(
                Category.EMAIL,
                "mailbox",
                "Email",
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty(),
                CredentialStatus.Settled.PENDING_MANUAL,
                true);
        store.seed("meepa", store.document("meepa").withEntry(StoredCredential.of(managed)));

        assertThat(meepa.manualSteps().list())
                .filteredOn(step -> step.form().isEmpty())
                .hasSize(1);
        assertThatThrownBy(() -> meepa.manualSteps()
                        .complete(managed.key(), FormValues.empty().with("address", "a@b.example")))
                .isInstanceOf(ManagedCredentialException.class);
    }

    @Test
    @DisplayName("M-66: a provider may ask for fields of its own")
    void asksForTheProvidersOwnFields() {
        try (CredentialManager other = Managers.builder(store)
                .provider(new PostOffice())
                .set("agents.other", Map.of("id", "other"))
                .set("credentials.letter_box.enabled", true)
                .open()) {
            AgentCredentials agent = other.agent("other");
            agent.provision();
            ManualStep step = agent.manualSteps().list().get(0);
            assertThat(step.nextStep()).isEqualTo("Go to the counter.");
            assertThat(step.form().orElseThrow().fields())
                    .extracting(FormField::name)
                    .containsExactly("box");

            agent.manualSteps().complete(step.key(), FormValues.empty().with("box", "B-17"));

            assertThat(agent.get(step.key()).secret("box").reveal()).isEqualTo("B-17");
        }
    }

    @Test
    @DisplayName("M-53: what is added goes through the same form")
    void addsFromAForm() {
        CredentialForm form = CredentialForm.of(Category.LOGIN);
        FormValues values = FormValues.empty()
                .with("service", "github")
                .with("username", "meepa")
                .with("password", Secret.of("canary-0123456789"));

        assertThat(meepa.manualSteps().add(form, values).key())
                .isEqualTo(CredentialKey.of(Category.LOGIN, "github").named("github"));
        assertThat(meepa.get(Category.LOGIN, "github").secret("password").reveal())
                .isEqualTo("canary-0123456789");
        assertThatThrownBy(() -> meepa.manualSteps().add(form, values))
                .isInstanceOf(CredentialAlreadyExistsException.class);
        assertThatThrownBy(
                        () -> meepa.manualSteps().add(form, FormValues.empty().with("password", "")))
                .isInstanceOf(InvalidFormException.class);
    }

    @Test
    @DisplayName("R15: reported without values")
    void reportsWithoutValues() {
        events.clear();
        meepa.manualSteps().complete(CARD, card());

        assertThat(events)
                .extracting(event -> event.kind() + " " + event.phase() + " " + event.subject())
                .containsExactly("FULFIL BEGUN credit_card/manual", "FULFIL SUCCEEDED credit_card/manual");
        assertThat(events + " " + meepa.list()).doesNotContain("4111").doesNotContain("123,");
    }

    /** A provider whose credentials a person fetches. */
    private static final class PostOffice implements CredentialProvider, CredentialIssuer {

        private static final Category LETTER_BOX = Category.of("letter_box");

        @Override
        public String id() {
            return "post_office";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(LETTER_BOX);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(
                    Capabilities.Creation.LOCAL,
                    Capabilities.SecretVisibility.NONE,
                    Capabilities.Revocation.UNSUPPORTED,
                    Capabilities.Cost.FREE);
        }

        @Override
        public Optional<CredentialForm> form(Category category) {
            FormField box = FormField.item(FieldKind.TEXT, "box", "Box", ItemType.OTHER)
                    .required()
                    .build();
            return Optional.of(new CredentialForm(category, "Letter box", List.of(box), List.of()));
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            return this;
        }

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.needsPerson("Letter Box", "Go to the counter.");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone(Evidence.absent(Instant.EPOCH, "read by its id: not there")
                    .and(Evidence.absent(Instant.EPOCH, "look for its tag: not there")));
        }
    }
}
