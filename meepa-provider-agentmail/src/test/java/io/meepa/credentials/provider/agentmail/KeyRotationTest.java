package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.Ledger;
import java.time.Instant;
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

    private final ProviderFixture fixture = new ProviderFixture();
    private final Ledger created = fixture.ledger();
    private final Ledger rotated = fixture.ledger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static IssueRequest rotation(Ledger ledger, boolean resumed) {
        return ProviderFixture.request(
                ProviderFixture.MEEPA,
                "2",
                AgentProfile.none(),
                ledger,
                resumed ? ledger.resumption() : Optional.empty());
    }

    private AgentCredential issued(CredentialIssuer issuer) {
        return ProviderFixture.stored(issuer.issue(ProviderFixture.request(created)));
    }

    private static AgentCredential applied(AgentCredential credential, Renewed renewed) {
        AgentCredentialBuilder builder = credential.toBuilder();
        renewed.items().forEach(item -> builder.replaceItem(item.key(), item.value(), item.type()));
        return builder.build();
    }

    private static RevokeRequest retirement(AgentCredential credential, Renewed renewed) {
        return RevokeRequest.of(
                        ProviderFixture.MEEPA,
                        credential.category(),
                        "agentmail",
                        ProviderFixture.tag(ProviderFixture.MEEPA, "1"),
                        renewed.replaced(),
                        Evidence.recorded(Instant.EPOCH, "the new key works"))
                .withCredential(credential);
    }

    private List<String> liveKeys() {
        return fixture.upstream.liveKeys().stream()
                .map(AgentMailStandIn.Key::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "pod"})
    void makesASecondKeyAndDeletesTheFirstByItsId(String scope) {
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", scope));
        AgentCredential before = issued(issuer);

        Renewed renewed = issuer.rotation().orElseThrow().renew(before, rotation(rotated, false));
        AgentCredential after = applied(before, renewed);

        assertThat(liveKeys())
                .containsExactlyInAnyOrder(
                        before.secret("api_key_id").reveal(),
                        after.secret("api_key_id").reveal());
        assertThat(issuer.rotation().orElseThrow().works(after, CallGuard.none()))
                .isTrue();
        assertThat(issuer.verify(after, ProviderFixture.request(fixture.ledger())))
                .isEqualTo(Verification.live(List.of()));
        assertThat(rotated.secrets()).containsKey("api_key");

        assertThat(issuer.rotation().orElseThrow().retire(retirement(after, renewed)))
                .extracting(RevocationResult::end)
                .isEqualTo(RevocationResult.End.REVOKED);
        assertThat(liveKeys()).containsExactly(after.secret("api_key_id").reveal());
        assertThat(issuer.rotation().orElseThrow().retire(retirement(after, renewed)))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
        assertThat(issuer.rotation().orElseThrow().works(before, CallGuard.none()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesOneSecondKeyAfterACrash(boolean durable) {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential before = issued(issuer);
        assertThatThrownBy(() ->
                        issuer.rotation().orElseThrow().renew(before, rotation(rotated.crashAt(1, durable), false)))
                .isInstanceOf(StoreException.class);
        assertThat(issuer.rotation().orElseThrow().works(before, CallGuard.none()))
                .isTrue();

        Renewed renewed = issuer.rotation().orElseThrow().renew(before, rotation(rotated, true));

        assertThat(liveKeys()).hasSize(2);
        assertThat(issuer.rotation().orElseThrow().works(applied(before, renewed), CallGuard.none()))
                .isTrue();
        assertThat(issuer.rotation().orElseThrow().works(before, CallGuard.none()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.Plain.class)
    void makesOneSecondKeyAfterALostAnswer(Fault.Plain fault) {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential before = issued(issuer);
        fixture.upstream.fail(fault, CREATE_KEY, 1);
        Renewed renewed;
        try {
            renewed = issuer.rotation().orElseThrow().renew(before, rotation(rotated, false));
        } catch (ProviderException e) {
            renewed = issuer.rotation().orElseThrow().renew(before, rotation(rotated, true));
        }
        assertThat(liveKeys()).hasSize(2).contains(before.secret("api_key_id").reveal());
        assertThat(issuer.rotation().orElseThrow().works(applied(before, renewed), CallGuard.none()))
                .isTrue();
    }

    @Test
    void touchesNoKeyOfAForeignInbox() {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential foreign = issued(issuer).toBuilder()
                .metadata(Metadata.empty().with("tag", "another.one.email.1"))
                .build();
        assertThatThrownBy(() -> issuer.rotation().orElseThrow().renew(foreign, rotation(rotated, false)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("not touched");
        assertThat(liveKeys()).hasSize(1);
    }

    @Test
    void saysThatTheInboxIsGone() {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential credential = issued(issuer);
        issuer.revoke(ProviderFixture.revocation(created, Optional.of(credential)));
        assertThatThrownBy(() -> issuer.rotation().orElseThrow().renew(credential, rotation(rotated, false)))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("reconcile");
        Renewed renewed = Renewed.of(List.of()).replacing(List.of(ResourceKind.KEY.resource("k")));
        assertThat(issuer.rotation().orElseThrow().retire(retirement(credential, renewed)))
                .extracting(RevocationResult::end, RevocationResult::detail)
                .containsExactly(RevocationResult.End.ALREADY_GONE, "");
    }

    @Test
    @DisplayName("Revoking takes renewed keys back too, before the inbox")
    void revokesRenewedKeys() {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential before = issued(issuer);
        AgentCredential after =
                applied(before, issuer.rotation().orElseThrow().renew(before, rotation(rotated, false)));
        fixture.upstream.failEvery(new Fault.Failure(503, false), Route.of("DELETE", "/v0/inboxes/{id}"));

        assertThatThrownBy(() -> issuer.revoke(ProviderFixture.revocation(created, Optional.of(after))))
                .isInstanceOf(ProviderException.class);
        assertThat(liveKeys()).isEmpty();
    }

    @Test
    void doesNotTakeAnUnreachableUpstreamForARefusal() {
        CredentialIssuer issuer = fixture.issuer();
        AgentCredential credential = issued(issuer).toBuilder()
                .replaceItem("api_key", Secret.of("am_us_dead"), ItemType.API_TOKEN)
                .build();
        assertThat(issuer.rotation().orElseThrow().works(credential, CallGuard.none()))
                .isFalse();
        fixture.upstream.failEvery(new Fault.Failure(503, false), Route.of("GET", "/v0/auth/me"));
        assertThatThrownBy(() -> issuer.rotation().orElseThrow().works(credential, CallGuard.none()))
                .isInstanceOf(ProviderException.class);
    }
}
