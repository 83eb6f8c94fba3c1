package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserSuspensionTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
    private final ResourceSuspension suspension = scene.issuer().suspension().orElseThrow();
    private final IssueRequest request = WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void locksTheUserOutAndLetsItInAgain() {
        assertThat(suspension.suspend(credential, request).state()).isEqualTo(State.SUSPENDED);
        assertThat(user().path("suspended").asBoolean()).isTrue();
        assertThat(suspension.suspend(credential, request).state()).isEqualTo(State.SUSPENDED);

        assertThat(suspension.resume(credential, request).state()).isEqualTo(State.LIVE);
        assertThat(user().path("suspended").asBoolean()).isFalse();
        assertThat(workspace.users).hasSize(1);
    }

    @Test
    void keepsThePassword() {
        String password = user().path("password").asText();

        suspension.suspend(credential, request);
        suspension.resume(credential, request);

        assertThat(user().path("password").asText()).isEqualTo(password);
    }

    @Test
    void leavesAUserAloneThatIsNotOurs() {
        user().remove("externalIds");

        assertThat(suspension.suspend(credential, request).state()).isEqualTo(State.FOREIGN);
        assertThat(workspace.count("PUT", "/users/")).isZero();
    }

    @Test
    void reportsAUserThatIsGoneOrWasNeverRecorded() {
        workspace.users.clear();

        assertThat(suspension.resume(credential, request).state()).isEqualTo(State.GONE);
        AgentCredential bare =
                AgentCredential.of(Category.EMAIL, GoogleWorkspaceProvider.ID).build();
        assertThat(suspension.suspend(bare, request).state()).isEqualTo(State.UNKNOWN);
    }

    private ObjectNode user() {
        return workspace.users.values().iterator().next();
    }
}
