package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn.DirectoryUser;
import io.meepa.credentials.testkit.Ledger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-08: a user has one password, so the new one is on record before it is set")
class PasswordRotationTest {

    private static final Route CHANGE = Route.of("PUT", "/admin/directory/v1/users/{userKey}");

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

    private IssueRequest request() {
        Tag tag = Tag.of("test", WorkspaceFixture.AGENT, Category.EMAIL, "2");
        IssueRequest request = IssueRequest.of(WorkspaceFixture.AGENT, Category.EMAIL, "google_workspace", tag, ledger);
        return ledger.nextAttempt().map(request::resuming).orElse(request);
    }

    private SecretRotation rotation() {
        return scene.issuer().rotation().orElseThrow();
    }

    private Secret upstreamPassword() {
        return user().password().orElseThrow();
    }

    private DirectoryUser user() {
        return google.users().stream()
                .filter(user -> user.primaryEmail().equals(WorkspaceFixture.ADDRESS))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void setsAnotherPasswordAndChangesNothingElse() {
        AgentCredential before = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));

        Renewed renewed = rotation().renew(before, request());

        Secret password = renewed.items().get(0).value();
        assertThat(password.matches(before.secret(ItemKeys.PASSWORD))).isFalse();
        assertThat(upstreamPassword().matches(password)).isTrue();
        assertThat(ledger.secret(ItemKeys.PASSWORD).reveal()).isEqualTo(password.reveal());
        assertThat(renewed.replaced()).isEmpty();
        assertThat(rotation().works(before, CallGuard.none())).isTrue();
        assertThat(rotation().retire(WorkspaceFixture.revocation(ledger, Optional.of(before))))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
    }

    @Test
    void keepsASuspendedUserSuspended() {
        scene.settings.put("on_revoke", "suspend");
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
        scene.issuer().revoke(WorkspaceFixture.revocation(WorkspaceFixture.ledger(), Optional.of(credential)));

        rotation().renew(credential, request());

        assertThat(user().suspended()).isTrue();
    }

    @Test
    @DisplayName("A crash before or after the call: the password on record is the one in force in the end")
    void setsTheRecordedPasswordAfterACrash() {
        AgentCredential before = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
        ledger.crashAt(1, true);
        assertThatThrownBy(() -> rotation().renew(before, request())).isInstanceOf(StoreException.class);
        assertThat(upstreamPassword().matches(before.secret(ItemKeys.PASSWORD))).isTrue();

        String recorded = ledger.secret(ItemKeys.PASSWORD).reveal();
        google.fail(Fault.Plain.RESET_AFTER_EFFECT, CHANGE, 1);
        Renewed renewed;
        try {
            renewed = rotation().renew(before, request());
        } catch (ProviderException e) {
            renewed = rotation().renew(before, request());
        }

        assertThat(renewed.items().get(0).value().reveal()).isEqualTo(recorded);
        assertThat(upstreamPassword().reveal()).isEqualTo(recorded);
    }

    @Test
    void touchesNoUserThatIsNotOurs() {
        AgentCredential credential = WorkspaceFixture.stored(scene.issue(WorkspaceFixture.ledger()));
        AgentCredential foreign = credential.toBuilder()
                .metadata(Metadata.empty().with(UserIssue.MARKER, "test.other.email.1"))
                .build();
        assertThatThrownBy(() -> rotation().renew(foreign, request()))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not touched");
        assertThat(upstreamPassword().matches(credential.secret(ItemKeys.PASSWORD)))
                .isTrue();
    }
}
