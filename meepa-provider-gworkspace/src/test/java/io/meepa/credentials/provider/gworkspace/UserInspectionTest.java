package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserInspectionTest {

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final FakeWorkspace workspace = scene.workspace;
    private final AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void findsTheUserInUse() {
        assertThat(verify(AgentProfile.none())).isEqualTo(Verification.live(java.util.List.of()));
    }

    @Test
    void distinguishesSuspendedGoneAndForeign() {
        user().put("suspended", true);
        assertThat(verify(AgentProfile.none()).state()).isEqualTo(State.SUSPENDED);

        user().put("suspended", false).put("archived", true);
        assertThat(verify(AgentProfile.none()).state()).isEqualTo(State.SUSPENDED);

        user().remove("externalIds");
        assertThat(verify(AgentProfile.none()).state()).isEqualTo(State.FOREIGN);

        workspace.users.clear();
        assertThat(verify(AgentProfile.none()).state()).isEqualTo(State.GONE);
    }

    @Test
    void reportsHowTheUserDiffersFromWhatIsAskedFor() {
        scene.settings.put("org_unit_path", "/Agents");
        user().put("primaryEmail", "renamed@agents.example");

        assertThat(verify(WorkspaceFixture.prefix("other")).differences())
                .containsExactly(
                        "the user's address is renamed@agents.example, the stored one meepa@agents.example",
                        "the user's address is renamed@agents.example, the configuration asks for other@agents.example",
                        "the user is in /, the configuration asks for /Agents");
    }

    @Test
    void knowsNothingOfACredentialWithoutAnId() {
        AgentCredential other =
                AgentCredential.of(Category.EMAIL, GoogleWorkspaceProvider.ID).build();

        assertThat(scene.issuer()
                        .verify(other, WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none())))
                .isEqualTo(Verification.unknown());
    }

    @Test
    void listsTheUsersOfANamespaceOnly() {
        workspace.existing("a@agents.example", "testing.a.email.1");
        workspace.existing("b@agents.example", "test.b.email.1").put("suspended", true);
        workspace.existing("c@agents.example", "other.c.email.1");

        assertThat(scene.issuer().inventory("test").orElseThrow())
                .extracting(TaggedResource::tag, TaggedResource::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("test.meepa.email.1", "active"),
                        org.assertj.core.groups.Tuple.tuple("test.b.email.1", "suspended"));
    }

    private ObjectNode user() {
        return workspace.users.values().iterator().next();
    }

    private Verification verify(AgentProfile profile) {
        return scene.issuer().verify(credential, WorkspaceFixture.request(WorkspaceFixture.ledger(), profile));
    }
}
