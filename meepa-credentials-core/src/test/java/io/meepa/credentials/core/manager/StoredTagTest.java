package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.report.ReconciliationReport.Divergence;
import io.meepa.credentials.report.ReconciliationReport.Finding;
import io.meepa.credentials.report.ReconciliationReport.Remedy;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.testkit.fake.FakeKeyProvider;
import io.meepa.credentials.testkit.fake.FakeKeyService;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R4: a provider that knows its resources by the request's tag is asked about a stored one with the tag that it bears. */
class StoredTagTest {

    private static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, FakeKeyProvider.ID);

    private final RecordingStore store = new RecordingStore();
    private final FakeKeyService boxes = FakeKeyService.of(Creation.FINDABLE);

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = Managers.builder(store)
                .provider(new FakeKeyProvider(boxes))
                .environment(boxes.environment()::get)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", FakeKeyProvider.ID)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private List<Finding> reconciled(ReconcileMode mode) {
        return with(agent -> agent.managed().reconcile(mode).findings());
    }

    private String tag() {
        return store.document("meepa").entries().get(0).credential().tag().orElseThrow();
    }

    @Test
    @DisplayName("what is well upstream is no finding, and nothing is made beside it")
    void findsItsOwn() {
        with(AgentCredentials::provision);
        int made = boxes.resources().size();

        assertThat(reconciled(ReconcileMode.DRY_RUN)).isEmpty();
        assertThat(reconciled(ReconcileMode.APPLY)).isEmpty();
        assertThat(boxes.resources()).hasSize(made);
    }

    @Test
    @DisplayName("what differs is repaired")
    void repairsItsOwn() {
        with(AgentCredentials::provision);
        assertThat(boxes.drift(tag())).isTrue();

        assertThat(reconciled(ReconcileMode.APPLY))
                .extracting(Finding::divergence, Finding::remedy)
                .containsExactly(tuple(Divergence.DRIFTED, Remedy.REPAIRED));
        assertThat(reconciled(ReconcileMode.DRY_RUN)).isEmpty();
    }

    @Test
    @DisplayName("what is switched off is switched off, and on again")
    void switchesItsOwn() {
        with(AgentCredentials::provision);

        with(agent -> agent.managed().suspend(KEY));
        assertThat(reconciled(ReconcileMode.DRY_RUN)).isEmpty();
        assertThat(with(agent -> agent.managed().resume(KEY)).suspended()).isFalse();
        assertThat(reconciled(ReconcileMode.DRY_RUN)).isEmpty();
    }
}
