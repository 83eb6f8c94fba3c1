package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InboxRevocationTest {

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"inbox,204", "inbox,200", "pod,204", "pod,200"})
    void takesEverythingBackInTheOtherOrder(String scope, int deleted) {
        fixture.upstream.answerDeletesWith(deleted);
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", scope));
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .extracting(RevocationResult::end)
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(fixture.upstream.inboxes()).isEmpty();
        assertThat(fixture.upstream.liveKeys()).isEmpty();
        assertThat(fixture.upstream.pods()).hasSize(1);
        assertThat(fixture.upstream.requests().stream()
                        .filter(request -> request.method().equals("DELETE"))
                        .map(RecordedRequest::path)
                        .map(path -> path.contains("api-keys") ? "key" : path.contains("inboxes") ? "inbox" : "pod"))
                .containsExactly(
                        scope.equals("pod") ? new String[] {"key", "inbox", "pod"} : new String[] {"key", "inbox"});
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
    }

    @ParameterizedTest(name = "report {0}, durable {1}")
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    @DisplayName("W-05: what an interrupted creation left is found by its client id")
    void takesBackWhatWasNeverRecorded(int step, boolean durable) {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger().crashAt(step, durable);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.empty()));
        assertThat(fixture.upstream.inboxes()).isEmpty();
        assertThat(fixture.upstream.liveKeys()).isEmpty();
        assertThat(fixture.upstream.pods()).hasSize(1);
    }

    @Test
    void saysAlreadyGoneWhenNothingWasEverMade() {
        assertThat(fixture.issuer().revoke(ProviderFixture.revocation(fixture.ledger(), Optional.empty())))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
    }

    @Test
    @DisplayName("B-23: what does not bear our client id is not touched")
    void touchesNothingForeign() {
        CredentialIssuer issuer = fixture.issuer();
        AgentId other = AgentId.of("other");
        AgentCredential foreign = ProviderFixture.stored(issuer.issue(
                ProviderFixture.request(other, "1", AgentProfile.none(), fixture.ledger(), Optional.empty())));
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(fixture.ledger(), Optional.of(foreign))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("was not touched");
        assertThat(fixture.upstream.inboxes()).hasSize(1);
        assertThat(fixture.upstream.liveKeys()).hasSize(1);
    }

    @Test
    void doesNotTakeOutOfReachForGone() {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger();
        AgentCredential mine = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        AgentCredential other = ProviderFixture.stored(issuer.issue(ProviderFixture.request(
                AgentId.of("other"), "1", AgentProfile.none(), fixture.ledger(), Optional.empty())));
        fixture.variable("AGENTMAIL_API_KEY", other.secret("api_key").reveal());
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(mine))))
                .isInstanceOf(ProviderRejectedException.class);
        assertThat(fixture.upstream.inboxes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void namesWhatKeepsAPodFromGoing(int status) {
        fixture.upstream.answerCannotDeleteWith(status);
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        fixture.upstream.failEvery(
                new Fault.Canned(status, "{\"code\":\"cannot_delete\",\"message\":\"the pod has inboxes\"}", false),
                Route.of("DELETE", "/v0/pods/{id}"));
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the pod has inboxes");
        assertThat(fixture.slept()).hasSize(MailAssumptions.POD_DELETION_WAITS.size());
        fixture.upstream.heal();
        assertThat(issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .extracting(RevocationResult::end)
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(fixture.upstream.pods()).hasSize(1);
    }

    @Test
    void waitsForAPodWhoseInboxIsStillBeingCleanedUp() {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        Route pod = Route.of("DELETE", "/v0/pods/{id}");
        fixture.upstream.fail(
                new Fault.Canned(409, "{\"code\":\"cannot_delete\",\"message\":\"busy\"}", false), pod, 1);
        fixture.upstream.fail(
                new Fault.Canned(409, "{\"code\":\"resource_deleting\",\"message\":\"busy\"}", false), pod, 2);
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(fixture.upstream.pods()).hasSize(1);
    }

    @Test
    void aLostAnswerToADeleteIsSettledByAskingAgain() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        fixture.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, Route.of("DELETE", "/v0/inboxes/{id}"), 1);
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(fixture.upstream.inboxes()).isEmpty();
    }

    @Test
    void aDeleteThatIsNeverAnsweredLeavesItOpen() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        fixture.upstream.failEvery(new Fault.Failure(500, false), Route.of("DELETE", "/v0/inboxes/{id}"));
        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential))))
                .isInstanceOf(ProviderIndeterminateException.class);
    }

    @Test
    void listsWhatBearsTagsOfANamespace() {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        for (int i = 0; i < 120; i++) {
            AgentId agent = AgentId.of("a" + i);
            issuer.issue(ProviderFixture.request(agent, "1", AgentProfile.none(), fixture.ledger(), Optional.empty()));
        }
        assertThat(issuer.inventory("test").orElseThrow())
                .hasSize(240)
                .extracting(TaggedResource::tag)
                .contains("test.a0.email.1", "test.a119.email.1");
        assertThat(issuer.inventory("tes").orElseThrow()).isEmpty();
    }
}
