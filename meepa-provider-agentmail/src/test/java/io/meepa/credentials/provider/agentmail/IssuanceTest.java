package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.UpstreamResource;
import io.meepa.credentials.testkit.standin.AgentMailStandIn;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
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

final class IssuanceTest {

    private static final Route POST_INBOX = Route.of("POST", "/v0/inboxes");
    private static final Route POST_KEY = Route.of("POST", "/v0/inboxes/{inbox}/api-keys");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void givesAnInboxAndAKeyOfItAlone() {
        Ledger ledger = desk.ledger();
        Issued issued = desk.issuer(Map.of("display_name", "Meepa")).issue(Desk.request(ledger));

        AgentCredential credential = Desk.stored(issued);
        assertThat(issued.name()).isEqualTo("Email");
        assertThat(issued.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(issued.detail()).isEmpty();
        assertThat(credential.items().stream().map(item -> item.key() + ":" + item.type()))
                .containsExactly("address:email", "inbox_id:other", "api_key:api_token", "api_key_id:other");
        assertThat(credential.secret("address").reveal()).isEqualTo("agent-meepa@agentmail.to");
        assertThat(issued.metadata().text("tag")).contains("test.meepa.email.1");
        assertThat(issued.metadata().text("scope")).contains("inbox");

        AgentMailStandIn.Inbox inbox = desk.upstream.inboxes().get(0);
        assertThat(inbox.clientId()).contains("test.meepa.email.1.inbox");
        assertThat(inbox.displayName()).contains("Meepa");
        AgentMailStandIn.Key key = desk.upstream.liveKeys().get(0);
        assertThat(key.name()).isEqualTo("test.meepa.email.1");
        assertThat(key.inboxId()).contains(inbox.id());
        assertThat(key.value().matches(credential.secret("api_key"))).isTrue();
        assertThat(key.permissions()).contains(Set.copyOf(Assumptions.LEAST_PERMISSIONS));
    }

    @Test
    @DisplayName("G-20: a pod for each agent, and a key of the pod")
    void givesAPodWhereAskedTo() {
        Ledger ledger = desk.ledger();
        AgentCredential credential =
                Desk.stored(desk.issuer(Map.of("scope", "pod")).issue(Desk.request(ledger)));
        AgentMailStandIn.Pod pod = desk.upstream.pods().get(1);
        assertThat(pod.clientId()).contains("test.meepa.email.1.pod");
        assertThat(credential.secret("pod_id").reveal()).isEqualTo(pod.id());
        assertThat(desk.upstream.inboxes().get(0).podId()).isEqualTo(pod.id());
        assertThat(desk.upstream.liveKeys().get(0).podId()).contains(pod.id());
        assertThat(desk.upstream.liveKeys().get(0).inboxId()).isEmpty();
        assertThat(ledger.resources()).extracting(UpstreamResource::kind).containsExactly("pod", "inbox", "api_key");
    }

    @Test
    @DisplayName("Rule 1: what was learnt is recorded before the next call, the shown-once key at once")
    void recordsEachStepBeforeTheNext() {
        for (int step = 1; step <= 3; step++) {
            try (Desk own = new Desk()) {
                Ledger ledger = own.ledger().crashAt(step, true);
                CredentialIssuer issuer = own.issuer(Map.of("scope", "pod"));
                assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
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
    @DisplayName("Rule 2: after a crash anywhere there is exactly one")
    void goesOnAfterACrash(String scope, int step, boolean durable) {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", scope));
        Ledger ledger = desk.ledger().crashAt(step, durable);
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        AgentCredential credential = Desk.stored(issuer.issue(Desk.resumed(ledger)));
        assertThat(desk.upstream.inboxes()).hasSize(1);
        assertThat(desk.upstream.liveKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.value().matches(credential.secret("api_key")))
                        .isTrue());
        assertThat(desk.upstream.creations("test.meepa.email.1.inbox")).isEqualTo(1);
    }

    @Test
    void reusesAKeyWhoseValueWasRecorded() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger();
        Issued first = issuer.issue(Desk.request(ledger));
        Issued second = issuer.issue(Desk.resumed(ledger));
        assertThat(second.standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(Desk.stored(second)
                        .secret("api_key")
                        .matches(Desk.stored(first).secret("api_key")))
                .isTrue();
        assertThat(desk.upstream.creations("test.meepa.email.1")).isEqualTo(1);
    }

    @Test
    void makesALostKeyAnewAndDeletesTheOldOne() {
        CredentialIssuer issuer = desk.issuer();
        desk.upstream.fail(Fault.Plain.CUT_AFTER_EFFECT, POST_KEY, 1);
        Ledger ledger = desk.ledger();
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(ProviderIndeterminateException.class);
        AgentCredential credential = Desk.stored(issuer.issue(Desk.resumed(ledger)));
        assertThat(desk.upstream.creations("test.meepa.email.1")).isEqualTo(2);
        assertThat(desk.upstream.liveKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.value().matches(credential.secret("api_key")))
                        .isTrue());
    }

    @Test
    void leavesKeysOfOtherNamesAlone() {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        issuer.issue(Desk.request(desk.ledger()));
        Ledger other = desk.ledger();
        AgentId agent = AgentId.of("other");
        issuer.issue(Desk.request(agent, "1", AgentProfile.none(), other, Optional.empty()));
        issuer.issue(Desk.request(
                agent, "1", AgentProfile.none(), desk.ledger(), desk.ledger().resumption()));
        assertThat(desk.upstream.liveKeys()).hasSize(2);
    }

    @Test
    void finishesARaceOfFirstCreates() {
        desk.upstream.raceOnNextCreate();
        desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(desk.upstream.inboxes()).hasSize(1);
    }

    @Test
    void asksForPermissionsAsConfiguredAndSaysWhichWereNotGranted() {
        desk.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"api_key_id\":\"k\",\"api_key\":\"am_us_x\",\"permissions\":{\"message_read\":true}}",
                        false),
                POST_KEY,
                1);
        Issued issued = desk.issuer(Map.of("permissions", List.of("message_read", "message_send")))
                .issue(Desk.request(desk.ledger()));
        assertThat(issued.detail()).isEqualTo("AgentMail did not grant the key message_send");
    }

    @Test
    @DisplayName("W-15: a key with more permissions than asked for does not stay")
    void deletesAKeyThatMayDoMoreThanAskedFor() {
        desk.upstream.fail(
                new Fault.Canned(
                        200,
                        "{\"api_key_id\":\"k\",\"api_key\":\"am_us_x\","
                                + "\"permissions\":{\"message_read\":true,\"api_key_create\":true}}",
                        false),
                POST_KEY,
                1);
        Ledger ledger = desk.ledger();
        assertThatThrownBy(() -> desk.issuer(Map.of("permissions", List.of("message_read")))
                        .issue(Desk.request(ledger)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(Desk.PATH + ".permissions");
        assertThat(ledger.resources()).extracting(UpstreamResource::kind).containsExactly("inbox");
        assertThat(desk.upstream.requests(Route.of("DELETE", "/v0/inboxes/{inbox}/api-keys/k")))
                .hasSize(1);
    }

    @Test
    void looksThePermissionsUpIfTheAnswerDoesNotEchoThem() {
        desk.upstream.hidePermissions();
        assertThat(desk.issuer().issue(Desk.request(desk.ledger())).detail()).isEmpty();
    }

    @Test
    @DisplayName("Rule 4: an address that somebody else has is refused, with AgentMail's suggestions, never varied")
    void refusesAnAddressThatSomebodyElseHas() {
        desk.upstream.takeAddress("agent-meepa@agentmail.to");
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("resource_taken")
                .hasMessageContaining("agents[].identity.email_prefix")
                .hasMessageContaining("agent-meepa1@agentmail.to");
        assertThat(desk.upstream.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("Rule 4: an inbox of ours that is another agent's is not adopted")
    void refusesAnAddressThatAnotherAgentHas() {
        CredentialIssuer issuer = desk.issuer();
        issuer.issue(Desk.request(AgentId.of("first"), "1", Desk.prefixed("desk"), desk.ledger(), Optional.empty()));
        assertThatThrownBy(() -> issuer.issue(Desk.request(
                        Desk.MEEPA,
                        "1",
                        Desk.prefixed("desk"),
                        desk.ledger(),
                        desk.ledger().resumption())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("already_exists");
        assertThat(desk.upstream.liveKeys()).hasSize(1);
    }

    @Test
    void findsItsOwnInboxBehindAFullPlan() {
        desk.upstream.fail(Fault.Plain.RESET_AFTER_EFFECT, POST_INBOX, 1);
        desk.upstream.fail(
                new Fault.Canned(403, "{\"code\":\"limit_exceeded\",\"message\":\"full\",\"limit\":1}", false),
                POST_INBOX,
                2);
        Issued issued = desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(issued.standing()).isEqualTo(Issued.Standing.FOUND);
    }

    @Test
    void tellsTheLimitAndTheWayUp() {
        desk.upstream.limitInboxes(0);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the plan allows 0 inboxes")
                .hasMessageContaining("https://console.agentmail.example/billing");
    }

    @Test
    void refusesADomainThatIsNotVerified() {
        desk.upstream.addDomain("mail.example.com", false, false);
        assertThatThrownBy(
                        () -> desk.issuer(Map.of("domain", "mail.example.com")).issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("domain_not_verified")
                .hasMessageContaining(Desk.PATH + ".domain");
    }

    @Test
    void takesADomainOfOnesOwn() {
        desk.upstream.addDomain("mail.example.com", true, false);
        Issued issued = desk.issuer(Map.of("domain", "mail.example.com"))
                .issue(Desk.request(Desk.MEEPA, "1", Desk.prefixed("front.desk"), desk.ledger(), Optional.empty()));
        assertThat(Desk.stored(issued).secret("address").reveal()).isEqualTo("front.desk@mail.example.com");
    }

    @Test
    void refusesAnInboxThatTheClientIdBroughtBackUnderAnotherAddress() {
        CredentialIssuer issuer = desk.issuer();
        Ledger ledger = desk.ledger().crashAt(1, true);
        assertThatThrownBy(() -> issuer.issue(Desk.request(ledger))).isInstanceOf(Ledger.Crash.class);
        assertThatThrownBy(() -> issuer.issue(
                        Desk.request(Desk.MEEPA, "1", Desk.prefixed("changed"), ledger, ledger.resumption())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("the prefix or domain was changed half-way");
    }

    @Test
    void refusesAnAnswerThatDoesNotBearItsClientId() {
        desk.upstream.fail(
                new Fault.Canned(200, "{\"inbox_id\":\"x@y.z\",\"email\":\"agent-meepa@agentmail.to\"}", false),
                POST_INBOX,
                1);
        Ledger ledger = desk.ledger();
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(ledger)))
                .isInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("client id");
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    void waitsForANewInboxToSettle() {
        desk.upstream.fail(new Fault.Canned(404, "{\"code\":\"not_found\",\"message\":\"?\"}", false), POST_KEY, 1);
        desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(desk.slept).containsExactly(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "A", "-a", "a-", ".a", "a@b", "a_b", "x/../y"})
    void refusesAPrefixThatIsNoName(String prefix) {
        assertThatThrownBy(() -> desk.issuer()
                        .preview(Desk.request(Desk.MEEPA, "1", Desk.prefixed(prefix), desk.ledger(), Optional.empty())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("agents[meepa].identity.email_prefix must be");
        assertThatThrownBy(() -> desk.issuer()
                        .issue(Desk.request(Desk.MEEPA, "1", Desk.prefixed(prefix), desk.ledger(), Optional.empty())))
                .isInstanceOf(ConfigurationException.class);
        assertThat(desk.upstream.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a_b.c-d,agent-a-b.c-d",
        "x__,agent-x",
        "a-very-long-agent-id-that-goes-on-and-on-and-on,agent-a-very-long-agent-id-that-goes-on"
    })
    void derivesTheLocalPartFromTheId(String id, String localPart) {
        String phrase = desk.issuer(Map.of("scope", "POD"))
                .preview(Desk.request(AgentId.of(id), "1", AgentProfile.none(), desk.ledger(), Optional.empty()));
        assertThat(phrase)
                .isEqualTo("inbox " + localPart + "@agentmail.to in a pod of its own, with a key of the pod alone");
    }
}
