package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.spi.provider.SharedFate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is taken back late, at a service that ends all sign-ins of a person through one app with the first. */
@DisplayName("T-17: a revocation ends no connection that lives")
class SharedRevocationTest {

    private final ConnectScene scene = new ConnectScene();

    private void together() {
        scene.upstream.disposition = new SharedFate(true, true, true, OptionalInt.empty());
    }

    private void workOffLater() {
        scene.upstream.unreachable = false;
        scene.clock.advance(Duration.ofMinutes(30));
        scene.with("meepa", AgentCredentials::provision);
    }

    private List<Connection> connections() {
        return scene.with(connections -> connections.list());
    }

    @Test
    @DisplayName("a queued one finds that the person signed in again")
    void sparesALaterSignIn() {
        together();
        scene.connect("meepa", "ada:1");
        scene.upstream.unreachable = true;
        assertThat(scene.with(connections -> connections.disconnect(ConnectScene.KEY))
                        .end())
                .isEqualTo(Disconnection.End.QUEUED);
        scene.connect("meepa", "ada:2");

        workOffLater();

        assertThat(scene.upstream.revoked).isEmpty();
        assertThat(connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.state()).isEqualTo(Connection.State.ACTIVE));
        assertThat(scene.<List<?>>with("meepa", agent -> agent.managed().pendingOperations()))
                .isEmpty();
    }

    @Test
    @DisplayName("a queued one finds that another agent was connected as the person meanwhile")
    void sparesAnotherAgent() {
        together();
        scene.connect("meepa", "ada:1");
        scene.upstream.unreachable = true;
        scene.with(connections -> connections.disconnect(ConnectScene.KEY));
        scene.connect("second", "ada:2");

        workOffLater();

        assertThat(scene.upstream.revoked).isEmpty();
    }

    @Test
    @DisplayName("a sign-in with another account that is refused does not end who has that account")
    void sparesTheOwnerOfAnotherAccount() {
        together();
        scene.connect("meepa", "ada:1");
        scene.connect("second", "dan:1");
        assertThatExceptionOfType(ConsentException.class)
                .isThrownBy(() -> scene.connect("meepa", "dan:2"))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(ConsentException.Reason.OTHER_ACCOUNT));

        workOffLater();

        assertThat(scene.upstream.revoked).isEmpty();
    }

    @Test
    @DisplayName("deprovisioning looks at the others as disconnecting does")
    void sparesOthersWhenAnAgentGoes() {
        together();
        scene.connect("meepa", "ada:1");
        scene.connect("second", "ada:2");
        try (CredentialManager manager = scene.builder().open()) {
            DeprovisioningReport report = manager.revokeManaged(AgentId.of("meepa"));

            assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.end()).isEqualTo(DeprovisioningReport.End.LEFT_ALIVE);
                assertThat(outcome.detail()).contains("[second]");
            });
            assertThat(scene.upstream.revoked).isEmpty();

            manager.revokeManaged(AgentId.of("second"));
            assertThat(scene.upstream.revoked).containsExactly("access-of-ada:2");
        }
    }

    @Test
    @DisplayName("where each sign-in is its own, what is queued is taken back")
    void takesBackWhereNothingIsShared() {
        scene.connect("meepa", "ada:1");
        scene.upstream.unreachable = true;
        scene.with(connections -> connections.disconnect(ConnectScene.KEY));
        scene.connect("meepa", "ada:2");

        workOffLater();

        assertThat(scene.upstream.revoked).containsExactly("access-of-ada:1");
    }

    @Test
    @DisplayName("what a renewal obtained while the connection ended is taken back")
    void takesBackWhatCameTooLate() {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        scene.clock.advance(ConnectUpstream.LIFE.plusSeconds(1));
        scene.upstream.beforeRenewal = () -> scene.with(connections -> connections.disconnect(ConnectScene.KEY));

        assertThatExceptionOfType(CredentialLockedException.class)
                .isThrownBy(() -> scene.with("meepa", agent -> agent.tokens().get(ConnectScene.KEY)));
        workOffLater();

        assertThat(scene.upstream.revoked).contains("access-renewed-1");
        assertThat(connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.state()).isEqualTo(Connection.State.DISCONNECTED));
        assertThat(scene.<List<?>>with("meepa", agent -> agent.managed().pendingOperations()))
                .isEmpty();
    }

    @Test
    @DisplayName("what a renewal obtained while a person signed in again is taken back, and the new sign-in lives")
    void takesBackWhatASignInOvertook() {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        scene.clock.advance(ConnectUpstream.LIFE.plusSeconds(1));
        scene.upstream.beforeRenewal = () -> scene.connect("meepa", "ada:2");

        scene.with(
                "meepa", agent -> agent.tokens().get(ConnectScene.KEY).value().reveal());
        workOffLater();

        assertThat(scene.upstream.revoked).contains("access-renewed-1").doesNotContain("access-of-ada:2");
        assertThat(connections().get(0).state()).isEqualTo(Connection.State.ACTIVE);
    }
}
