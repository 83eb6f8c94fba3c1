package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import io.meepa.credentials.testkit.standin.AgentMailStandIn;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-08: a second key beside the first, then the first goes")
final class KeyRotationTest {

    private static final Route CREATE_KEY = Route.of("POST", "/v0/inboxes/{id}/api-keys");

    private final Desk desk = new Desk();
    private final Ledger created = desk.ledger();
    private final Ledger rotated = desk.ledger();

    @AfterEach
    void close() {
        desk.close();
    }

    private static IssueRequest rotation(Ledger ledger, boolean resumed) {
        return Desk.request(
                Desk.MEEPA, "2", AgentProfile.none(), ledger, resumed ? ledger.resumption() : Optional.empty());
    }

    private AgentCredential issued(CredentialIssuer issuer) {
        return Desk.stored(issuer.issue(Desk.request(created)));
    }

    private static AgentCredential applied(AgentCredential credential, Renewed renewed) {
        AgentCredentialBuilder builder = credential.toBuilder();
        renewed.items().forEach(item -> builder.replaceItem(item.key(), item.value(), item.type()));
        return builder.build();
    }

    private static RevokeRequest retirement(AgentCredential credential, Renewed renewed) {
        return new RevokeRequest(
                Desk.MEEPA,
                credential.category(),
                Desk.tag(Desk.MEEPA, "1"),
                renewed.replaced(),
                Optional.of(credential));
    }

    private List<String> liveKeys() {
        return desk.upstream.liveKeys().stream().map(AgentMailStandIn.Key::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "pod"})
    void makesASecondKeyAndDeletesTheFirstByItsId(String scope) {
        CredentialIssuer issuer = desk.issuer(Map.of("scope", scope));
        AgentCredential before = issued(issuer);

        Renewed renewed = issuer.rotation().renew(before, rotation(rotated, false));
        AgentCredential after = applied(before, renewed);

        assertThat(liveKeys())
                .containsExactlyInAnyOrder(
                        before.secret("api_key_id").reveal(),
                        after.secret("api_key_id").reveal());
        assertThat(issuer.rotation().works(after)).isTrue();
        assertThat(issuer.verify(after, Desk.request(desk.ledger())))
                .isEqualTo(new Verification(State.LIVE, List.of()));
        assertThat(rotated.secrets()).containsKey("api_key");

        assertThat(issuer.rotation().retire(retirement(after, renewed))).isEqualTo(RevocationResult.revoked());
        assertThat(liveKeys()).containsExactly(after.secret("api_key_id").reveal());
        assertThat(issuer.rotation().retire(retirement(after, renewed))).isEqualTo(RevocationResult.alreadyGone());
        assertThat(issuer.rotation().works(before)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesOneSecondKeyAfterACrash(boolean durable) {
        CredentialIssuer issuer = desk.issuer();
        AgentCredential before = issued(issuer);
        assertThatThrownBy(() -> issuer.rotation().renew(before, rotation(rotated.crashAt(1, durable), false)))
                .isInstanceOf(Ledger.Crash.class);
        assertThat(issuer.rotation().works(before)).isTrue();

        Renewed renewed = issuer.rotation().renew(before, rotation(rotated, true));

        assertThat(liveKeys()).hasSize(2);
        assertThat(issuer.rotation().works(applied(before, renewed))).isTrue();
        assertThat(issuer.rotation().works(before)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.Plain.class)
    void makesOneSecondKeyAfterALostAnswer(Fault.Plain fault) {
        CredentialIssuer issuer = desk.issuer(Map.of("call_timeout", "400ms"));
        AgentCredential before = issued(issuer);
        desk.upstream.fail(fault, CREATE_KEY, 1);
        Renewed renewed;
        try {
            renewed = issuer.rotation().renew(before, rotation(rotated, false));
        } catch (ProviderException e) {
            renewed = issuer.rotation().renew(before, rotation(rotated, true));
        }
        assertThat(liveKeys()).hasSize(2).contains(before.secret("api_key_id").reveal());
        assertThat(issuer.rotation().works(applied(before, renewed))).isTrue();
    }

    @Test
    void touchesNoKeyOfAForeignInbox() {
        CredentialIssuer issuer = desk.issuer();
        AgentCredential foreign = issued(issuer).toBuilder()
                .metadata(Metadata.empty().with("tag", "another.one.email.1"))
                .build();
        assertThatThrownBy(() -> issuer.rotation().renew(foreign, rotation(rotated, false)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not touched");
        assertThat(liveKeys()).hasSize(1);
    }

    @Test
    void saysThatTheInboxIsGone() {
        CredentialIssuer issuer = desk.issuer();
        AgentCredential credential = issued(issuer);
        issuer.revoke(Desk.revocation(created, Optional.of(credential)));
        assertThatThrownBy(() -> issuer.rotation().renew(credential, rotation(rotated, false)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("reconcile");
        Renewed renewed = new Renewed(List.of(), Metadata.empty(), List.of(Kind.KEY.resource("k")), "");
        assertThat(issuer.rotation().retire(retirement(credential, renewed))).isEqualTo(RevocationResult.alreadyGone());
    }

    @Test
    @DisplayName("Revoking takes renewed keys back too, before the inbox")
    void revokesRenewedKeys() {
        CredentialIssuer issuer = desk.issuer();
        AgentCredential before = issued(issuer);
        AgentCredential after = applied(before, issuer.rotation().renew(before, rotation(rotated, false)));
        desk.upstream.failEvery(new Fault.Failure(503, false), Route.of("DELETE", "/v0/inboxes/{id}"));

        assertThatThrownBy(() -> issuer.revoke(Desk.revocation(created, Optional.of(after))))
                .isInstanceOf(ProviderException.class);
        assertThat(liveKeys()).isEmpty();
    }

    @Test
    void doesNotTakeAnUnreachableUpstreamForARefusal() {
        CredentialIssuer issuer = desk.issuer();
        AgentCredential credential = issued(issuer).toBuilder()
                .replaceItem("api_key", Secret.of("am_us_dead"), ItemType.API_TOKEN)
                .build();
        assertThat(issuer.rotation().works(credential)).isFalse();
        desk.upstream.failEvery(new Fault.Failure(503, false), Route.of("GET", "/v0/auth/me"));
        assertThatThrownBy(() -> issuer.rotation().works(credential)).isInstanceOf(ProviderException.class);
    }
}
