package io.meepa.credentials.spi.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a provider is given, and what it answers")
final class ProviderValuesTest {

    private static final AgentId AGENT = AgentId.of("meepa");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final List<CredentialItem> ITEMS =
            List.of(new CredentialItem("api_key", Secret.of("canary-key"), ItemType.API_TOKEN));

    @Test
    void readsTheSettingsOfEachAgentOnceAndHasDefaultsForTheOthers() {
        ProviderContext context = ProviderContext.of(
                        settings(Map.of()), Clock.systemUTC(), duration -> {}, new Random(1))
                .withAgentSettings(Map.of(AGENT, settings(Map.of("size", 7L))));

        Function<AgentId, Long> size =
                context.perAgent(section -> section.integer("size", 0, 9).orElse(1));

        assertThat(size.apply(AGENT)).isEqualTo(7L);
        assertThat(size.apply(AgentId.of("other"))).isEqualTo(1L);
        assertThat(context.settings().path()).isEqualTo("x");
        assertThat(context.random().nextInt(5)).isBetween(0, 4);
        assertThat(context.clock()).isNotNull();
        assertThat(context.sleeper()).isNotNull();
        assertThat(context.systemCredential(CredentialKey.of(Category.API_KEY, "github")))
                .isEmpty();
    }

    @Test
    void comparesCapabilitiesByWhatTheySay() {
        Capabilities plain = Capabilities.of(
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.MONEY);

        assertThat(plain.suspension()).isEqualTo(Capabilities.Suspension.UNSUPPORTED);
        assertThat(plain.suspendable().suspension()).isEqualTo(Capabilities.Suspension.REVERSIBLE);
        assertThat(plain.suspendable()).isNotEqualTo(plain).isEqualTo(plain.suspendable());
        assertThat(plain.suspendable()).hasSameHashCodeAs(plain.suspendable());
        assertThat(plain.toString()).contains("FINDABLE", "SHOWN_ONCE", "FINAL", "MONEY", "UNSUPPORTED");
        assertThat(plain.creation()).isEqualTo(Capabilities.Creation.FINDABLE);
        assertThat(plain.secret()).isEqualTo(Capabilities.SecretVisibility.SHOWN_ONCE);
        assertThat(plain.revocation()).isEqualTo(Capabilities.Revocation.FINAL);
        assertThat(plain.cost()).isEqualTo(Capabilities.Cost.MONEY);
    }

    @Test
    void answersAnIssueByHowTheResourceCameToBe() {
        Issued created = Issued.created("Box", ITEMS)
                .withMetadata(Metadata.empty().with("size", 3))
                .withDetail("new")
                .expiringAt(END)
                .onAccount("org-1");

        assertThat(created.standing()).isEqualTo(Issued.Standing.CREATED);
        assertThat(created.expiresAt()).contains(END);
        assertThat(created.account()).contains("org-1");
        assertThat(created.detail()).isEqualTo("new");
        assertThat(created.metadata().values()).containsKey("size");
        assertThat(created.toString()).doesNotContain("canary");
        assertThat(Issued.found("Box", ITEMS).standing()).isEqualTo(Issued.Standing.FOUND);
        assertThat(Issued.supplied("Box", ITEMS).standing()).isEqualTo(Issued.Standing.SUPPLIED);
        assertThat(Issued.needsPerson("Box", "sign in").detail()).isEqualTo("sign in");
        assertThat(Issued.of(Issued.Standing.FOUND, "Box", ITEMS).name()).isEqualTo("Box");
    }

    @Test
    void answersARotationWithWhatItReplaces() {
        UpstreamResource old = new UpstreamResource("key", "k1");
        Renewed renewed = Renewed.of(ITEMS)
                .withMetadata(Metadata.empty().with("size", 3))
                .replacing(List.of(old))
                .withDetail("second key")
                .expiringAt(END);

        assertThat(renewed.replaced()).containsExactly(old);
        assertThat(renewed.items()).hasSize(1);
        assertThat(renewed.metadata().values()).containsKey("size");
        assertThat(renewed.detail()).isEqualTo("second key");
        assertThat(renewed.expiresAt()).contains(END);
        assertThat(renewed.toString()).doesNotContain("canary").contains("second key");
    }

    @Test
    void asksForATokenAndForARevocationWithoutShowingASecret() {
        AgentCredential source = AgentCredential.of(Category.TOKEN, "github")
                .item("refresh_token", Secret.of("canary-token"), ItemType.API_TOKEN)
                .build();
        CallGuard guard = longest -> {};
        AgentProfile profile = AgentProfile.none()
                .withEmailPrefix("ann")
                .withSpendLimitCents(500)
                .withPhoneNumber("+15550100");
        RefreshRequest refresh = RefreshRequest.of(AGENT, source)
                .withProfile(profile)
                .lastGot(END)
                .guardedBy(guard);
        RevokeRequest revoke = RevokeRequest.of(
                        AGENT,
                        Category.TOKEN,
                        "github",
                        Tag.of("ns", AGENT, Category.TOKEN, "g1"),
                        List.of(),
                        Evidence.recorded(Instant.EPOCH, "the test asks for it"))
                .withCredential(source)
                .guardedBy(guard);

        assertThat(refresh.agent()).isEqualTo(AGENT);
        assertThat(refresh.source()).isSameAs(source);
        assertThat(refresh.profile()).isEqualTo(profile).hasSameHashCodeAs(profile);
        assertThat(refresh.last()).contains(END);
        assertThat(refresh.guard()).isSameAs(guard);
        assertThat(refresh.service()).isEqualTo("github");
        assertThat(refresh.toString()).doesNotContain("canary");
        assertThat(profile.toString()).contains("ann", "500", "+15550100");
        assertThat(revoke.credential()).contains(source);
        assertThat(revoke.guard()).isSameAs(guard);
        assertThat(revoke.service()).isEqualTo("github");
        assertThat(revoke.tag().text()).isEqualTo("ns.meepa.token.g1");
        assertThat(revoke.resources()).isEmpty();
        assertThat(revoke.toString()).doesNotContain("canary");
    }

    private static Settings settings(Map<String, ?> values) {
        return Settings.of("x", values, new Settings.Surroundings(path -> "", variable -> null));
    }
}
