package io.meepa.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ReferenceResolver;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgentCredentialsTest {

    private final AgentCredential login = AgentCredential.login("github").build();
    private final AgentCredential key = AgentCredential.apiKey("stripe").build();
    private final Shelf shelf = new Shelf(AgentId.of("meepa"), new ArrayList<>(List.of(login, key)));

    @Test
    void listsOneCategory() {
        assertThat(shelf.list(Category.API_KEY)).containsExactly(key.summary());
        assertThat(shelf.list(Category.PHONE)).isEmpty();
    }

    @Test
    void readsAndRemovesByCategoryAndService() {
        assertThat(shelf.get(Category.LOGIN, "github")).isSameAs(login);

        shelf.remove(Category.LOGIN, "github");

        assertThat(shelf.list()).containsExactly(key.summary());
    }

    @Test
    void isFoundByTheAgentsName() {
        CredentialManager manager = new Desk(shelf);

        assertThat(manager.agent("meepa")).isSameAs(shelf);
        assertThatIllegalArgumentException().isThrownBy(() -> manager.agent("../meepa"));
    }

    @Test
    void comparesWithoutChangingUnlessAskedTo() {
        assertThat(shelf.reconcile().consistent()).isTrue();
        assertThat(new Desk(shelf).reconcile().consistent()).isTrue();
    }

    private record Desk(AgentCredentials only) implements CredentialManager {

        @Override
        public AgentCredentials agent(AgentId agent) {
            assertThat(agent).isEqualTo(only.id());
            return only;
        }

        @Override
        public List<AgentId> agents() {
            return List.of(only.id());
        }

        @Override
        public ProvisioningPlan plan() {
            return only.plan();
        }

        @Override
        public List<ProvisioningReport> provision() {
            return List.of(only.provision());
        }

        @Override
        public ReconciliationReport reconcile(ReconcileMode mode) {
            return only.reconcile(mode);
        }

        @Override
        public DeprovisioningReport cleanUp(AgentId agent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CredentialSummary> systemCredentials() {
            return List.of();
        }

        @Override
        public DoctorReport doctor() {
            return new DoctorReport(List.of());
        }

        @Override
        public void close() {}
    }

    private record Shelf(AgentId id, List<AgentCredential> credentials) implements AgentCredentials {

        @Override
        public List<CredentialSummary> list() {
            return credentials.stream().map(AgentCredential::summary).toList();
        }

        @Override
        public AgentCredential get(CredentialKey key) {
            return credentials.stream().filter(key::fits).findFirst().orElseThrow();
        }

        @Override
        public void remove(CredentialKey key) {
            credentials.removeIf(key::fits);
        }

        @Override
        public void add(AgentCredential credential) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialSummary add(CredentialForm form, FormValues values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PendingSignup beginSignup(SignupRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialSummary completeSignup(CredentialKey key, SignupResult result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abandonSignup(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ManualStep> manualSteps() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialSummary fulfil(CredentialKey key, FormValues values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EnsureState ensureState() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void replace(AgentCredential credential) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProvisioningPlan plan() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProvisioningReport provision() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DeprovisioningReport deprovision(DeprovisionMode mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReconciliationReport reconcile(ReconcileMode mode) {
            assertThat(mode).isEqualTo(ReconcileMode.DRY_RUN);
            return new ReconciliationReport(List.of());
        }

        @Override
        public RekeyReport rekeyPlan() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RekeyReport rekey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RotationReport rotate(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ValidToken token(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ValidToken token(CredentialKey key, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rejected(CredentialKey key, Secret value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialSummary suspend(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialSummary resume(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenWork> openWork() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenWork> forget(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OpenWork forget(String operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentEnvironment environment() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReferenceResolver references() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutputMask mask() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CredentialSummary> importPlain(Path plainDocument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentEnvironment environment(String tool) {
            throw new UnsupportedOperationException();
        }
    }
}
