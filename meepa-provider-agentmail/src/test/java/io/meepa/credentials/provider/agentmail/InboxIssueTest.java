package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InboxIssueTest {

    private static final Route POST_INBOX = Route.of("POST", "/v0/inboxes");
    private static final Route POST_KEY = Route.of("POST", "/v0/inboxes/{inbox}/api-keys");

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void givesAnInboxAndAKeyOfItAlone() {
        Ledger ledger = fixture.ledger();
        Issued issued = fixture.issuer(Map.of("display_name", "Meepa")).issue(ProviderFixture.request(ledger));

        AgentCredential credential = ProviderFixture.stored(issued);
        assertThat(issued.name()).isEqualTo("Email");
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(issued.detail()).isEmpty();
        assertThat(credential.items().stream().map(item -> item.key() + ":" + item.type()))
                .containsExactly("address:email", "inbox_id:other", "api_key:api_token", "api_key_id:other");
        assertThat(credential.secret("address").reveal()).isEqualTo("agent-meepa@agentmail.to");
        assertThat(issued.metadata().text("tag")).contains("test.meepa.email.1");
        assertThat(issued.metadata().text("scope")).contains("inbox");

        AgentMailStandIn.Inbox inbox = fixture.upstream.inboxes().get(0);
        assertThat(inbox.clientId()).contains("test.meepa.email.1.inbox");
        assertThat(inbox.displayName()).contains("Meepa");
        AgentMailStandIn.Key key = fixture.upstream.liveKeys().get(0);
        assertThat(key.name()).isEqualTo("test.meepa.email.1");
        assertThat(key.inboxId()).contains(inbox.id());
        assertThat(key.value().matches(credential.secret("api_key"))).isTrue();
        assertThat(key.permissions()).contains(Set.copyOf(MailAssumptions.LEAST_PERMISSIONS));
    }

    @Test
    @DisplayName("G-20: a pod for each agent, and a key of the pod")
    void givesAPodWhereAskedTo() {
        Ledger ledger = fixture.ledger();
        AgentCredential credential =
                ProviderFixture.stored(fixture.issuer(Map.of("scope", "pod")).issue(ProviderFixture.request(ledger)));
        AgentMailStandIn.Pod pod = fixture.upstream.pods().get(1);
        assertThat(pod.clientId()).contains("test.meepa.email.1.pod");
        assertThat(credential.secret("pod_id").reveal()).isEqualTo(pod.id());
        assertThat(fixture.upstream.inboxes().get(0).podId()).isEqualTo(pod.id());
        assertThat(fixture.upstream.liveKeys().get(0).podId()).contains(pod.id());
        assertThat(fixture.upstream.liveKeys().get(0).inboxId()).isEmpty();
        assertThat(ledger.resources()).extracting(UpstreamResource::kind).containsExactly("pod", "inbox", "api_key");
    }

    @Test
    @DisplayName("R1: what was learnt is recorded before the next call, the shown-once key at once")
    void recordsEachStepBeforeTheNext() {
        for (int step = 1; step <= 3; step++) {
            try (ProviderFixture own = new ProviderFixture()) {
                Ledger ledger = own.ledger().crashAt(step, true);
                CredentialIssuer issuer = own.issuer(Map.of("scope", "pod"));
                assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger)))
                        .isInstanceOf(StoreException.class);
                assertThat(ledger.resources()).hasSize(step);
                assertThat(own.upstream.requests()).hasSize(step);
                assertThat(ledger.secrets()).hasSize(step == 3 ? 1 : 0);
            }
        }
    }

    @ParameterizedTest(name = "scope {0}, report {1}, durable {2}")
    @CsvSource({
        "inbox,1,true",
        "inbox,1,false",
        "inbox,2,true",
        "inbox,2,false",
        "pod,1,true",
        "pod,1,false",
        "pod,2,true",
        "pod,2,false",
        "pod,3,true",
        "pod,3,false"
    })
    @DisplayName("R2: after a crash anywhere there is exactly one")
    void continuesAfterACrash(String scope, int step, boolean durable) {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", scope));
        Ledger ledger = fixture.ledger().crashAt(step, durable);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.resumed(ledger)));
        assertThat(fixture.upstream.inboxes()).hasSize(1);
        assertThat(fixture.upstream.liveKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.value().matches(credential.secret("api_key")))
                        .isTrue());
        assertThat(fixture.upstream.creations("test.meepa.email.1.inbox")).isEqualTo(1);
    }

    @Test
    void reusesAKeyWhoseValueWasRecorded() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger();
        Issued first = issuer.issue(ProviderFixture.request(ledger));
        Issued second = issuer.issue(ProviderFixture.resumed(ledger));
        assertThat(second.standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(ProviderFixture.stored(second)
                        .secret("api_key")
                        .matches(ProviderFixture.stored(first).secret("api_key")))
                .isTrue();
        assertThat(fixture.upstream.creations("test.meepa.email.1")).isEqualTo(1);
    }

    @Test
    void makesALostKeyAnewAndDeletesTheOldOne() {
        CredentialIssuer issuer = fixture.issuer();
        fixture.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST_KEY, 1);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger)))
                .isInstanceOf(ProviderIndeterminateException.class);
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.resumed(ledger)));
        assertThat(fixture.upstream.creations("test.meepa.email.1")).isEqualTo(2);
        assertThat(fixture.upstream.liveKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.value().matches(credential.secret("api_key")))
                        .isTrue());
    }

    @Test
    @DisplayName("F-101: of an inbox whose key was lost, the new key is on record before the lost one ends")
    void recordsTheNewKeyBeforeTheLostOneEnds() {
        CredentialIssuer issuer = fixture.issuer();
        issuer.issue(ProviderFixture.request(fixture.ledger()));
        String inbox = fixture.upstream.inboxes().get(0).id();
        Ledger lost = fixture.ledger();
        lost.reached(ResourceKind.INBOX.resource(inbox), Map.of());
        lost.crashAt(1, true);

        assertThatThrownBy(() -> issuer.issue(ProviderFixture.resumed(lost))).isInstanceOf(StoreException.class);

        assertThat(lost.secrets()).containsKey("api_key");
        assertThat(fixture.upstream.liveKeys()).hasSize(2);
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.resumed(lost)));
        assertThat(fixture.upstream.liveKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.value().matches(credential.secret("api_key")))
                        .isTrue());
        assertThat(credential.secret("api_key").matches(lost.secret("api_key"))).isTrue();
    }

    @Test
    void leavesKeysOfOtherNamesAlone() {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        issuer.issue(ProviderFixture.request(fixture.ledger()));
        Ledger other = fixture.ledger();
        AgentId agent = AgentId.of("other");
        issuer.issue(ProviderFixture.request(agent, "1", AgentProfile.none(), other, Optional.empty()));
        issuer.issue(ProviderFixture.request(
                agent,
                "1",
                AgentProfile.none(),
                fixture.ledger(),
                fixture.ledger().resumption()));
        assertThat(fixture.upstream.liveKeys()).hasSize(2);
    }

    @Test
    void finishesARaceOfFirstCreates() {
        fixture.upstream.raceOnNextCreate();
        fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.upstream.inboxes()).hasSize(1);
    }

    @Test
    void asksForPermissionsAsConfiguredAndSaysWhichWereNotGranted() {
        fixture.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"api_key_id\":\"k\",\"api_key\":\"am_us_x\",\"permissions\":{\"message_read\":true}}",
                        false),
                POST_KEY,
                1);
        Issued issued = fixture.issuer(Map.of("permissions", List.of("message_read", "message_send")))
                .issue(ProviderFixture.request(fixture.ledger()));
        assertThat(issued.detail()).isEqualTo("AgentMail did not grant the key message_send");
    }

    @Test
    @DisplayName("W-15: a key with more permissions than asked for does not stay")
    void deletesAKeyThatMayDoMoreThanAskedFor() {
        fixture.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"api_key_id\":\"k\",\"api_key\":\"am_us_x\","
                                + "\"permissions\":{\"message_read\":true,\"api_key_create\":true}}",
                        false),
                POST_KEY,
                1);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> fixture.issuer(Map.of("permissions", List.of("message_read")))
                        .issue(ProviderFixture.request(ledger)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(ProviderFixture.PATH + ".permissions");
        assertThat(ledger.resources()).extracting(UpstreamResource::kind).containsExactly("inbox");
        assertThat(fixture.upstream.requests(Route.of("DELETE", "/v0/inboxes/{inbox}/api-keys/k")))
                .hasSize(1);
    }

    @Test
    void looksThePermissionsUpIfTheAnswerDoesNotEchoThem() {
        fixture.upstream.hidePermissions();
        assertThat(fixture.issuer()
                        .issue(ProviderFixture.request(fixture.ledger()))
                        .detail())
                .isEmpty();
    }

    @Test
    @DisplayName("R4: an address that somebody else has is refused, with AgentMail's suggestions, never varied")
    void refusesAnAddressThatSomebodyElseHas() {
        fixture.upstream.takeAddress("agent-meepa@agentmail.to");
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("resource_taken")
                .hasMessageContaining("agents[].identity.email_prefix")
                .hasMessageContaining("agent-meepa1@agentmail.to");
        assertThat(fixture.upstream.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("R4: an inbox of ours that is another agent's is not adopted")
    void refusesAnAddressThatAnotherAgentHas() {
        CredentialIssuer issuer = fixture.issuer();
        issuer.issue(ProviderFixture.request(
                AgentId.of("first"), "1", ProviderFixture.prefixed("fixture"), fixture.ledger(), Optional.empty()));
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(
                        ProviderFixture.MEEPA,
                        "1",
                        ProviderFixture.prefixed("fixture"),
                        fixture.ledger(),
                        fixture.ledger().resumption())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("already_exists");
        assertThat(fixture.upstream.liveKeys()).hasSize(1);
    }

    @Test
    void findsItsOwnInboxBehindAFullPlan() {
        fixture.upstream.fail(Fault.Plain.RESET_AFTER_EFFECT, POST_INBOX, 1);
        fixture.upstream.fail(
                new Fault.Canned(403, "{\"code\":\"limit_exceeded\",\"message\":\"full\",\"limit\":1}", false),
                POST_INBOX,
                2);
        Issued issued = fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
    }

    @Test
    void reportsTheLimitAndTheWayUp() {
        fixture.upstream.limitInboxes(0);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the plan allows 0 inboxes")
                .hasMessageContaining("https://console.agentmail.example/billing");
    }

    @Test
    void refusesADomainThatIsNotVerified() {
        fixture.upstream.addDomain("mail.example.com", false, false);
        assertThatThrownBy(() -> fixture.issuer(Map.of("domain", "mail.example.com"))
                        .issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("domain_not_verified")
                .hasMessageContaining(ProviderFixture.PATH + ".domain");
    }

    @Test
    void takesADomainOfOnesOwn() {
        fixture.upstream.addDomain("mail.example.com", true, false);
        Issued issued = fixture.issuer(Map.of("domain", "mail.example.com"))
                .issue(ProviderFixture.request(
                        ProviderFixture.MEEPA,
                        "1",
                        ProviderFixture.prefixed("front.fixture"),
                        fixture.ledger(),
                        Optional.empty()));
        assertThat(ProviderFixture.stored(issued).secret("address").reveal())
                .isEqualTo("front.fixture@mail.example.com");
    }

    @Test
    void refusesAnInboxThatTheClientIdBroughtBackUnderAnotherAddress() {
        CredentialIssuer issuer = fixture.issuer();
        Ledger ledger = fixture.ledger().crashAt(1, true);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(ledger))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(
                        ProviderFixture.MEEPA, "1", ProviderFixture.prefixed("changed"), ledger, ledger.resumption())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the prefix or domain was changed half-way");
    }

    @Test
    void refusesAnAnswerThatDoesNotBearItsClientId() {
        fixture.upstream.fail(
                new Fault.Canned(200, "{\"inbox_id\":\"x@y.z\",\"email\":\"agent-meepa@agentmail.to\"}", false),
                POST_INBOX,
                1);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(ledger)))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("client id");
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    void waitsForANewInboxToSettle() {
        fixture.upstream.fail(new Fault.Canned(404, "{\"code\":\"not_found\",\"message\":\"?\"}", false), POST_KEY, 1);
        fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.slept()).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "A", "-a", "a-", ".a", "a@b", "a_b", "x/../y"})
    void refusesAPrefixThatIsNoName(String prefix) {
        assertThatThrownBy(() -> fixture.issuer()
                        .preview(ProviderFixture.request(
                                ProviderFixture.MEEPA,
                                "1",
                                ProviderFixture.prefixed(prefix),
                                fixture.ledger(),
                                Optional.empty())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("agents[meepa].identity.email_prefix must be");
        assertThatThrownBy(() -> fixture.issuer()
                        .issue(ProviderFixture.request(
                                ProviderFixture.MEEPA,
                                "1",
                                ProviderFixture.prefixed(prefix),
                                fixture.ledger(),
                                Optional.empty())))
                .isInstanceOf(ConfigurationException.class);
        assertThat(fixture.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a_b.c-d,agent-a-b.c-d",
        "x__,agent-x",
        "a-very-long-agent-id-that-goes-on-and-on-and-on,agent-a-very-long-agent-id-that-goes-on"
    })
    void derivesTheLocalPartFromTheId(String id, String localPart) {
        String phrase = fixture.issuer(Map.of("scope", "POD"))
                .preview(ProviderFixture.request(
                        AgentId.of(id), "1", AgentProfile.none(), fixture.ledger(), Optional.empty()));
        assertThat(phrase)
                .isEqualTo("inbox " + localPart + "@agentmail.to in a pod of its own, with a key of the pod alone");
    }
}
