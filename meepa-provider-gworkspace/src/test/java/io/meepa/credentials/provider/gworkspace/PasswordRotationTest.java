package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.standin.GoogleWorkspaceStandIn.DirectoryUser;
import io.meepa.credentials.testkit.standin.Route;
import io.meepa.credentials.testkit.standin.StandInOptions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-08: a user has one password, so the new one is on record before it is set")
class PasswordRotationTest {

    private static final Route CHANGE = Route.of("PUT", "/admin/directory/v1/users/{userKey}");

    private final Scene scene = new Scene();
    private final GoogleWorkspaceStandIn google =
            GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(scene.clock()));
    private final Journal journal = new Journal();

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
        return new IssueRequest(
                Scene.AGENT,
                Category.EMAIL,
                Tag.of("test", Scene.AGENT, Category.EMAIL, "2"),
                AgentProfile.none(),
                journal.resumption(),
                journal);
    }

    private SecretRotation rotation() {
        return scene.issuer().rotation();
    }

    private Secret upstreamPassword() {
        return user().password().orElseThrow();
    }

    private DirectoryUser user() {
        return google.users().stream()
                .filter(user -> user.primaryEmail().equals(Scene.ADDRESS))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void setsAnotherPasswordAndChangesNothingElse() {
        AgentCredential before = Scene.stored(scene.issue(new Journal()));

        Renewed renewed = rotation().renew(before, request());

        Secret password = renewed.items().get(0).value();
        assertThat(password.matches(before.secret(ItemKeys.PASSWORD))).isFalse();
        assertThat(upstreamPassword().matches(password)).isTrue();
        assertThat(journal.secret(ItemKeys.PASSWORD)).isEqualTo(password.reveal());
        assertThat(renewed.replaced()).isEmpty();
        assertThat(rotation().works(before)).isTrue();
        assertThat(rotation().retire(Scene.revocation(journal, Optional.of(before))))
                .isEqualTo(RevocationResult.alreadyGone());
    }

    @Test
    void keepsASuspendedUserSuspended() {
        scene.settings.put("on_revoke", "suspend");
        AgentCredential credential = Scene.stored(scene.issue(new Journal()));
        scene.issuer().revoke(Scene.revocation(new Journal(), Optional.of(credential)));

        rotation().renew(credential, request());

        assertThat(user().suspended()).isTrue();
    }

    @Test
    @DisplayName("A crash before or after the call: the password on record is the one in force in the end")
    void setsTheRecordedPasswordAfterACrash() {
        AgentCredential before = Scene.stored(scene.issue(new Journal()));
        journal.crashAfter = 1;
        assertThatThrownBy(() -> rotation().renew(before, request())).isInstanceOf(Journal.Crash.class);
        assertThat(upstreamPassword().matches(before.secret(ItemKeys.PASSWORD))).isTrue();

        String recorded = journal.secret(ItemKeys.PASSWORD);
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
        AgentCredential credential = Scene.stored(scene.issue(new Journal()));
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
