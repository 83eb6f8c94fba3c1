package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult.End;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn.DirectoryUser;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in whose rules somebody else read out of the API's documentation. */
class StandInTest {

    private static final String USERS = "/admin/directory/v1/users";

    private final WorkspaceFixture scene = new WorkspaceFixture();
    private final GoogleWorkspaceStandIn google =
            GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(scene.clock()));
    private final Ledger ledger = WorkspaceFixture.ledger();

    @BeforeEach
    void point() {
        scene.pointAt(google);
    }

    @AfterEach
    void close() {
        google.close();
        scene.close();
    }

    @Test
    void makesVerifiesAndDeletesAUser() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));

        DirectoryUser user = user();
        assertThat(user.externalIds()).containsEntry("meepa-credentials", "test.meepa.email.1");
        assertThat(user.password().orElseThrow().matches(credential.secret(ItemKeys.PASSWORD)))
                .isTrue();
        assertThat(scene.issuer()
                        .verify(credential, WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none()))
                        .state())
                .isEqualTo(State.LIVE);
        assertThat(scene.issuer()
                        .revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)))
                        .end())
                .isEqualTo(End.REVOKED);
        assertThat(user().deleted()).isTrue();

        assertThatThrownBy(() -> scene.issue(WorkspaceFixture.ledger()))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not given out again");
        assertThat(google.creations(WorkspaceFixture.ADDRESS)).isEqualTo(1);
    }

    @Test
    void suspendsAUser() {
        scene.settings.put("on_revoke", "suspend");
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));

        scene.issuer().revoke(WorkspaceFixture.revocation(ledger, Optional.of(credential)));

        assertThat(user().suspended()).isTrue();
        assertThat(user().deleted()).isFalse();
    }

    @Test
    void worksWithAnAdminRoleOfItsOwnInsteadOfDelegation() {
        scene.settings.remove("admin_subject");
        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("admin role");

        google.assignAdminRole();

        assertThat(scene.issue(ledger).standing()).isEqualTo(Issued.Standing.CREATED);
    }

    @Test
    void saysThatDelegationIsMissing() {
        google.withdraw("https://www.googleapis.com/auth/admin.directory.user");

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("unauthorized_client")
                .hasMessageContaining("domain-wide delegation");
    }

    @Test
    void saysThatTheClockIsWrong() {
        try (WorkspaceFixture late = new WorkspaceFixture()) {
            late.pointAt(google);
            late.advance(Duration.ofMinutes(10));

            assertThatThrownBy(() -> late.issue(ledger))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("invalid_grant")
                    .hasMessageContaining("clock of this machine");
        }
    }

    @Test
    void waitsForLateUsersAndSlowChanges() {
        google.hideNewUsers(4);
        google.delayNewUsers(3);
        google.fail(Fault.Plain.RESET_AFTER_EFFECT, Route.of("POST", USERS), 1);

        Issued issued = scene.issue(ledger);

        assertThat(user().password()
                        .orElseThrow()
                        .matches(WorkspaceFixture.stored(issued).secret(ItemKeys.PASSWORD)))
                .isTrue();
    }

    @Test
    void saysThatLicencesAreUsedUp() {
        google.limitUsers(1);

        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("no licence is left");
    }

    @Test
    void leavesPeopleAndGroupsAlone() {
        google.addUser(WorkspaceFixture.ADDRESS);
        google.addGroup("list@agents.example");

        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderRejectedException.class);
        assertThatThrownBy(() -> scene.issue(WorkspaceFixture.ledger(), WorkspaceFixture.prefix("list")))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("group");
        assertThat(user().password()).isEmpty();
    }

    @Test
    void givesTokensForTheAgentsOwnMailboxOnly() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));
        try (AgentMailboxTokens mailboxes = AgentMailboxTokens.open(scene.context())) {
            assertThatThrownBy(() -> mailboxes.token(credential)).hasMessageContaining("delegation");

            google.delegate("https://www.googleapis.com/auth/gmail.modify");

            assertThat(mailboxes.token(credential).value().reveal()).startsWith("ya29.");
        }
    }

    private DirectoryUser user() {
        return google.users().stream()
                .filter(user -> user.primaryEmail().equals(WorkspaceFixture.ADDRESS))
                .findFirst()
                .orElseThrow();
    }
}
