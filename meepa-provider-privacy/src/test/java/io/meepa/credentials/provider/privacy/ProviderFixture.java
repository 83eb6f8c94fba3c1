package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.testkit.Ledger;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.TestContexts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Privacy.com of our own, a host around the provider, and time that passes only by sleeping. */
final class ProviderFixture implements AutoCloseable {

    static final String PATH = "credentials.credit_card.privacy_com";
    static final String MEMO = "test.meepa.credit_card.1";
    static final AgentId MEEPA = AgentId.of("meepa");

    private final TestContexts contexts = TestContexts.create();
    final ManualClock clock = contexts.clock();
    final PrivacyStandIn upstream =
            PrivacyStandIn.start(StandInOptions.defaults().withClock(clock));

    ProviderFixture() {
        variable("PRIVACY_API_KEY", upstream.accountKeyText());
    }

    CredentialIssuer issuer() {
        return issuer(Map.of());
    }

    CredentialIssuer issuer(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("base_url", upstream.baseUrl());
        values.put("allow_loopback_http", true);
        values.putAll(more);
        return new PrivacyProvider().open(contexts.provider(contexts.settings(PATH, values)));
    }

    /** Sets an environment variable, from now on. */
    void variable(String name, String value) {
        contexts.environment(Map.of(name, value));
    }

    void noVariables() {
        contexts.clearEnvironment();
    }

    List<Duration> slept() {
        return contexts.sleeper().slept();
    }

    Ledger ledger() {
        return Ledger.since(clock.instant());
    }

    static IssueRequest request(Ledger ledger) {
        return request(MEEPA, AgentProfile.none(), ledger, Optional.empty());
    }

    static IssueRequest resumed(Ledger ledger) {
        return request(MEEPA, AgentProfile.none(), ledger, ledger.resumption());
    }

    static IssueRequest request(AgentId agent, AgentProfile profile, Ledger ledger, Optional<Resumption> resumption) {
        IssueRequest request = IssueRequest.of(agent, Category.CREDIT_CARD, "privacy_com", tag(agent), ledger)
                .withProfile(profile);
        return resumption.map(request::resuming).orElse(request);
    }

    static AgentProfile limited(long cents) {
        return AgentProfile.none().withSpendLimitCents(cents);
    }

    static Tag tag(AgentId agent) {
        return Tag.of("test", agent, Category.CREDIT_CARD, "1");
    }

    static AgentCredential stored(Issued issued) {
        AgentCredentialBuilder builder = AgentCredential.of(Category.CREDIT_CARD, "privacy_com")
                .name(issued.name())
                .metadata(issued.metadata());
        issued.items().forEach(builder::item);
        return builder.build();
    }

    static RevokeRequest revocation(Ledger ledger, Optional<AgentCredential> credential) {
        RevokeRequest request = RevokeRequest.of(
                MEEPA,
                Category.CREDIT_CARD,
                "privacy_com",
                tag(MEEPA),
                ledger.resources(),
                Evidence.recorded(Instant.EPOCH, "the test asks for it"));
        return credential.map(request::withCredential).orElse(request);
    }

    /** The cards with our memo that are not closed. */
    List<PrivacyStandIn.IssuedCard> live() {
        return upstream.cards().stream()
                .filter(card -> card.memo().equals(MEMO) && !card.state().equals("CLOSED"))
                .toList();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
