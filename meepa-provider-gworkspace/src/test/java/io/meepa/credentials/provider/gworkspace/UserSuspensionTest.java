package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.ResourceSuspension;
import io.meepa.credentials.spi.Verification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserSuspensionTest {

    private final Scene scene = new Scene();
    private final FakeWorkspace workspace = scene.workspace;
    private final AgentCredential credential = Scene.stored(scene.issue(new Journal()));
    private final ResourceSuspension suspension = scene.issuer().suspension();
    private final IssueRequest request = Scene.request(new Journal(), AgentProfile.none());

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
    void tellsOfAUserThatIsGoneOrWasNeverRecorded() {
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
