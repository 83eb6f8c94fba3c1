package io.meepa.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.AutoProvisioningState;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.tool.AgentEnvironment;
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
        CredentialManager manager = new FixedManager(shelf);

        assertThat(manager.agent("meepa")).isSameAs(shelf);
        assertThatIllegalArgumentException().isThrownBy(() -> manager.agent("../meepa"));
    }

    @Test
    void comparesWithoutChangingUnlessAskedTo() {
        assertThat(shelf.managed().reconcile().ok()).isTrue();
        assertThat(new FixedManager(shelf).reconcile().ok()).isTrue();
    }

    private record FixedManager(AgentCredentials only) implements CredentialManager {

        @Override
        public AgentCredentials agent(AgentId agent) {
            assertThat(agent).isEqualTo(only.id());
            return only;
        }

        @Override
        public AgentCredentials register(AgentId agent) {
            return agent(agent);
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
            return only.managed().reconcile(mode);
        }

        @Override
        public DeprovisioningReport revokeManaged(AgentId agent) {
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
        public AgentEnvironment environment() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentConnections connections() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentTokens tokens() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentTools tools() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentSignups signups() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManualSteps manualSteps() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgentStorage storage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManagedCredentials managed() {
            return new Upstream();
        }
    }

    private record Upstream() implements ManagedCredentials {

        @Override
        public ReconciliationReport reconcile(ReconcileMode mode) {
            assertThat(mode).isEqualTo(ReconcileMode.DRY_RUN);
            return new ReconciliationReport(List.of());
        }

        @Override
        public RotationReport rotate(CredentialKey key) {
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
        public List<PendingOperation> pendingOperations() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PendingOperation> forget(CredentialKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PendingOperation forget(String operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoProvisioningState autoProvisioning() {
            throw new UnsupportedOperationException();
        }
    }
}
