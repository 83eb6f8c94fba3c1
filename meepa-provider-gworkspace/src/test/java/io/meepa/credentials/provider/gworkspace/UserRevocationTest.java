package io.meepa.credentials.provider.gworkspace;

import static io.meepa.credentials.provider.gworkspace.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.How;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevocationResult.End;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UserRevocationTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final Ledger ledger = WorkspaceFixture.ledger();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void deletesByTheImmutableId() {
        AgentCredential credential = issued();
        String id = credential.secret("user_id").reveal();

        assertThat(revoke(credential).end()).isEqualTo(End.REVOKED);

        assertThat(workspace.users).isEmpty();
        assertThat(workspace.seen.get(workspace.seen.size() - 1).path()).endsWith("/users/" + id);
    }

    @Test
    @DisplayName("R4: whoever has the address by now is left alone")
    void deletesTheRenamedUserAndNotTheOneWhoHasItsAddressNow() {
        AgentCredential credential = issued();
        workspace.users.values().iterator().next().put("primaryEmail", "renamed@agents.example");
        String other =
                workspace.existing(WorkspaceFixture.ADDRESS, "none").path("id").asText();

        assertThat(revoke(credential).end()).isEqualTo(End.REVOKED);
        assertThat(workspace.users).containsOnlyKeys(other);
    }

    @Test
    @DisplayName("R4: a user that lost our tag is not touched")
    void refusesAUserThatDoesNotBearTheTag() {
        AgentCredential credential = issued();
        workspace.users.values().iterator().next().remove("externalIds");

        assertThatThrownBy(() -> revoke(credential))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not touched");
        assertThat(workspace.users).hasSize(1);
    }

    @Test
    void isRepeatable() {
        AgentCredential credential = issued();
        assertThat(revoke(credential).end()).isEqualTo(End.REVOKED);

        assertThat(revoke(credential).end()).isEqualTo(End.ALREADY_GONE);
        assertThat(scene.waited()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void doesNotTakeOneMissingReadForAnAbsence() {
        AgentCredential credential = issued();
        workspace.plan("GET", "/users/", How.INSTEAD, error(404, "notFound", "Resource Not Found: userKey"));

        assertThat(revoke(credential).end()).isEqualTo(End.REVOKED);
        assertThat(workspace.users).isEmpty();
    }

    @Test
    @DisplayName("R2: an insert that was never answered is looked for until the budget is spent")
    void findsTheUserOfAnInsertWithoutAnswer() {
        ledger.crashAt(1, true);
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(StoreException.class);
        workspace.existing(WorkspaceFixture.ADDRESS, WorkspaceFixture.TAG.text());
        for (int i = 0; i < 5; i++) {
            workspace.plan("GET", "/users/", How.INSTEAD, error(404, "notFound", "not yet"));
        }

        RevocationResult result = scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.empty()));

        assertThat(result.end()).isEqualTo(End.REVOKED);
        assertThat(workspace.users).isEmpty();
    }

    @Test
    void isDoneWhenNothingWasEverMade() {
        ledger.crashAt(1, true);
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(StoreException.class);
        workspace.existing(WorkspaceFixture.ADDRESS, "none");

        RevocationResult result = scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.empty()));

        assertThat(result.end()).isEqualTo(End.ALREADY_GONE);
        assertThat(workspace.users).hasSize(1);
    }

    @Test
    @DisplayName("F-103: a user of which only the id is known, and that never shows, is not known to be gone")
    void waitsTheWholeBudgetForAUserOfWhichOnlyTheIdIsKnown() {
        ledger.reached(new UpstreamResource("user", "4711"));

        assertThatThrownBy(() -> scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.empty())))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("stays queued");
        assertThat(scene.waited()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void repeatsADeleteThatComesTooSoon() {
        AgentCredential credential = issued();
        workspace.plan(
                "DELETE", "/users/", How.INSTEAD, error(412, "conditionNotMet", "User creation is not complete."));
        workspace.plan("DELETE", "/users/", How.INSTEAD, error(404, "notFound", "Resource Not Found: userKey"));
        workspace.plan("DELETE", "/users/", How.CUT_AFTER, error(0, "", ""));

        RevocationResult result = revoke(credential);

        assertThat(result.end()).isIn(End.REVOKED, End.ALREADY_GONE);
        assertThat(workspace.users).isEmpty();
    }

    @Test
    void suspendsAndSignsOutWhereTheConfigurationSaysSo() {
        scene.settings.put("on_revoke", "suspend");
        AgentCredential credential = issued();

        RevocationResult result = revoke(credential);

        assertThat(result.end()).isEqualTo(End.REVOKED);
        assertThat(result.detail()).contains("licence");
        assertThat(workspace.users.values().iterator().next().path("suspended").asBoolean())
                .isTrue();
        assertThat(workspace.count("POST", "/signOut")).isEqualTo(1);
        assertThat(workspace.claims.get(0).path("scope").asText()).contains("admin.directory.user.security");
    }

    private AgentCredential issued() {
        return WorkspaceFixture.stored(scene.issue(ledger));
    }

    private RevocationResult revoke(AgentCredential credential) {
        return scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)));
    }
}
