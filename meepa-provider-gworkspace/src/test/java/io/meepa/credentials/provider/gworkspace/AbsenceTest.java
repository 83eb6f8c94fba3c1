package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevocationResult.End;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.Ledger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is gone at Google Workspace, and what is believed of it")
final class AbsenceTest {

    private static final String NOT_FOUND = "{\"error\":{\"code\":404,\"message\":\"Resource Not Found: userKey\","
            + "\"errors\":[{\"reason\":\"notFound\"}]}}";
    private static final String FORBIDDEN = "{\"error\":{\"code\":403,\"message\":\"Not Authorized to access this"
            + " resource/api\",\"errors\":[{\"reason\":\"forbidden\"}]}}";
    private static final Fault ABSENT = new Fault.Canned(404, NOT_FOUND, false);
    private static final Route USER = Route.of("GET", "/admin/directory/v1/users/{userKey}");

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

    private Verification verified(AgentCredential credential) {
        return scene.issuer()
                .verify(credential, WorkspaceFixture.request(WorkspaceFixture.ledger(), AgentProfile.none()));
    }

    private RevocationResult revoked(Optional<AgentCredential> credential) {
        return scene.issuer().revoke(WorkspaceFixture.revocation(ledger, credential));
    }

    @Test
    @DisplayName("F-101: a user that reads do not show, but a listing does, is not gone")
    void believesNoReadsAlone() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));
        google.failEvery(ABSENT, USER);
        assertThat(verified(credential).state()).isEqualTo(State.LIVE);
    }

    @Test
    @DisplayName("F-101: what is gone names its looks and the customer")
    void namesItsLooks() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));
        revoked(Optional.of(credential));
        assertThat(verified(credential).evidence()).hasValueSatisfying(evidence -> {
            assertThat(evidence.looks()).extracting(look -> look.finding()).contains("list the users: not there");
            assertThat(evidence.account()).contains(google.customer());
        });
        assertThat(revoked(Optional.of(credential)).end()).isEqualTo(End.ALREADY_GONE);
    }

    @Test
    @DisplayName("F-102: the customer is reported, and recorded with what is issued")
    void reportsTheCustomer() {
        assertThat(scene.issue(ledger).account()).contains(google.customer());
        assertThat(scene.issuer().account().orElseThrow().account(CallGuard.none()))
                .isEqualTo(google.customer());
    }

    @Test
    @DisplayName("F-103: a user that was made and never showed is deleted by its id")
    void deletesWhatNeverShowed() {
        google.hideNewUsers(10_000);
        assertThatThrownBy(() -> scene.issue(ledger)).isInstanceOf(ProviderException.class);
        assertThat(revoked(Optional.empty()).end()).isEqualTo(End.REVOKED);
        assertThat(google.users()).filteredOn(user -> !user.deleted()).hasSize(1);
    }

    @Test
    @DisplayName("F-103: a user that was made, never showed, and shows among the deleted is gone")
    void believesTheListingOfTheDeleted() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(ledger));
        revoked(Optional.of(credential));
        RevocationResult result = revoked(Optional.empty());
        assertThat(result.end()).isEqualTo(End.ALREADY_GONE);
        assertThat(result.evidence().orElseThrow().toString()).contains("among them");
    }

    @Test
    @DisplayName("F-110: a 403 right after our own insert is waited out like a 404")
    void waitsOutARefusalRightAfterTheInsert() {
        google.fail(new Fault.Canned(403, FORBIDDEN, false), USER, 1);
        assertThat(scene.issue(ledger).items()).isNotEmpty();
    }

    @Test
    @DisplayName("An organisational unit that does not exist is named, with what to do")
    void namesAnUnknownOrganisationalUnit() {
        scene.settings.put("org_unit_path", "/Agents");
        assertThatThrownBy(() -> scene.issue(ledger))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContainingAll("INVALID_OU_ID", "org_unit_path");
        google.addOrgUnit("/Agents");
        assertThat(scene.issue(WorkspaceFixture.ledger()).items()).isNotEmpty();
    }
}
