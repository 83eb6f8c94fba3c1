package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.TaggedResource;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.RecordedRequest;
import io.meepa.credentials.testkit.standin.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RevocationTest {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"inbox,204", "inbox,200", "pod,204", "pod,200"})
    void takesEverythingBackInTheOtherOrder(String scope, int deleted) {
        desk.upstream.answerDeletesWith(deleted);
        CredentialIssuer issuer = desk.issuer(Map.of("scope", scope));
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isEqualTo(RevocationResult.revoked());
        assertThat(desk.upstream.inboxes()).isEmpty();
        assertThat(desk.upstream.liveKeys()).isEmpty();
        assertThat(desk.upstream.pods()).hasSize(1);
        assertThat(desk.upstream.requests().stream()
                        .filter(request -> request.method().equals("DELETE"))
                        .map(RecordedRequest::path)
                        .map(path -> path.contains("api-keys") ? "key" : path.contains("inboxes") ? "inbox" : "pod"))
                .containsExactly(
                        scope.equals("pod") ? new String[] {"key", "inbox", "pod"} : new String[] {"key", "inbox"});
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isEqualTo(RevocationResult.alreadyGone());
    }

    @ParameterizedTest(name = "report {0}, durable {1}")
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    @DisplayName("W-05: what an interrupted creation left is found by its client id")
    void takesBackWhatWasNeverRecorded(int step, boolean durable) {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        Ledger ledger = desk.ledger().crashAt(step, durable);
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        issuer.revoke(Desk.revocation(ledger, Optional.empty()));
        assertThat(desk.upstream.inboxes()).isEmpty();
        assertThat(desk.upstream.liveKeys()).isEmpty();
        assertThat(desk.upstream.pods()).hasSize(1);
    }

    @Test
    void saysAlreadyGoneWhenNothingWasEverMade() {
        assertThat(desk.issuer().revoke(Desk.revocation(desk.ledger(), Optional.empty())))
                .isEqualTo(RevocationResult.alreadyGone());
    }

    @Test
    @DisplayName("B-23: what does not bear our client id is not touched")
    void touchesNothingForeign() {
        CredentialIssuer issuer = desk.issuer();
        AgentId other = AgentId.of("other");
        AgentCredential foreign = Desk.stored(
                issuer.issue(Desk.request(other, "1", AgentProfile.none(), desk.ledger(), Optional.empty())));
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(desk.ledger(), Optional.of(foreign))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(desk.upstream.inboxes()).hasSize(1);
        assertThat(desk.upstream.liveKeys()).hasSize(1);
    }

    @Test
    void doesNotTakeOutOfReachForGone() {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        Ledger ledger = desk.ledger();
        AgentCredential mine = Desk.stored(issuer.issue(Desk.request(ledger)));
        AgentCredential other = Desk.stored(issuer.issue(
                Desk.request(AgentId.of("other"), "1", AgentProfile.none(), desk.ledger(), Optional.empty())));
        desk.environment.put("AGENTMAIL_API_KEY", other.secret("api_key").reveal());
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.of(mine))))
                .isInstanceOf(ProviderRejectedException.class);
        assertThat(desk.upstream.inboxes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void namesWhatKeepsAPodFromGoing(int status) {
        desk.upstream.answerCannotDeleteWith(status);
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        desk.upstream.failEvery(
                new Fault.Canned(status, "{\"code\":\"cannot_delete\",\"message\":\"the pod has inboxes\"}", false),
                Route.of("DELETE", "/v0/pods/{id}"));
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the pod has inboxes");
        assertThat(desk.slept).hasSize(Assumptions.POD_DELETION_WAITS.size());
        desk.upstream.heal();
        assertThat(issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isEqualTo(RevocationResult.revoked());
        assertThat(desk.upstream.pods()).hasSize(1);
    }

    @Test
    void waitsForAPodWhoseInboxIsStillBeingCleanedUp() {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        Route pod = Route.of("DELETE", "/v0/pods/{id}");
        desk.upstream.fail(new Fault.Canned(409, "{\"code\":\"cannot_delete\",\"message\":\"busy\"}", false), pod, 1);
        desk.upstream.fail(
                new Fault.Canned(409, "{\"code\":\"resource_deleting\",\"message\":\"busy\"}", false), pod, 2);
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(desk.upstream.pods()).hasSize(1);
    }

    @Test
    void aLostAnswerToADeleteIsSettledByAskingAgain() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        desk.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, Route.of("DELETE", "/v0/inboxes/{id}"), 1);
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(desk.upstream.inboxes()).isEmpty();
    }

    @Test
    void aDeleteThatIsNeverAnsweredLeavesItOpen() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        desk.upstream.failEvery(new Fault.Failure(500, false), Route.of("DELETE", "/v0/inboxes/{id}"));
        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void listsWhatBearsTagsOfANamespace() {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        for (int i = 0; i < 120; i++) {
            AgentId agent = AgentId.of("a" + i);
            issuer.issue(Desk.request(agent, "1", AgentProfile.none(), desk.ledger(), Optional.empty()));
        }
        assertThat(issuer.inventory("test").orElseThrow())
                .hasSize(240)
                .extracting(TaggedResource::tag)
                .contains("test.a0.email.1", "test.a119.email.1");
        assertThat(issuer.inventory("tes").orElseThrow()).isEmpty();
    }
}
