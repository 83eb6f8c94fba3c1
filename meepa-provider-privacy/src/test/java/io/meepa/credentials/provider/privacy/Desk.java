package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.standin.PrivacyStandIn;
import io.meepa.credentials.testkit.standin.StandInOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Privacy.com of our own, a host around the provider, and time that passes only by sleeping. */
final class Desk implements AutoCloseable {

    static final String PATH = "credentials.credit_card.privacy_com";
    static final String MEMO = "test.meepa.credit_card.1";
    static final AgentId MEEPA = AgentId.of("meepa");

    final ManualClock clock = ManualClock.atNoon();
    final PrivacyStandIn upstream =
            PrivacyStandIn.start(StandInOptions.defaults().withClock(clock));
    final Map<String, String> environment = new ConcurrentHashMap<>();
    final List<Duration> slept = new CopyOnWriteArrayList<>();

    Desk() {
        environment.put("PRIVACY_API_KEY", upstream.accountKeyText());
    }

    CredentialIssuer issuer() {
        return issuer(Map.of());
    }

    CredentialIssuer issuer(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("base_url", upstream.baseUrl());
        values.put("allow_loopback_http", true);
        values.putAll(more);
        Settings settings =
                Settings.of(PATH, values, new Settings.Surroundings(path -> "config.yaml:9", environment::get));
        return new PrivacyProvider().open(new ProviderContext(settings, clock, this::sleep, new Random(3)));
    }

    Ledger ledger() {
        return new Ledger(clock.instant());
    }

    static IssueRequest request(Ledger ledger) {
        return request(MEEPA, AgentProfile.none(), ledger, Optional.empty());
    }

    static IssueRequest resumed(Ledger ledger) {
        return request(MEEPA, AgentProfile.none(), ledger, ledger.resumption());
    }

    static IssueRequest request(AgentId agent, AgentProfile profile, Ledger ledger, Optional<Resumption> resumption) {
        return new IssueRequest(agent, Category.CREDIT_CARD, tag(agent), profile, resumption, ledger);
    }

    static AgentProfile limited(long cents) {
        return new AgentProfile(Optional.empty(), OptionalLong.of(cents), Optional.empty());
    }

    static Tag tag(AgentId agent) {
        return Tag.of("test", agent, Category.CREDIT_CARD, "1");
    }

    static AgentCredential stored(Issued issued) {
        AgentCredentialBuilder builder = AgentCredential.of(Category.CREDIT_CARD, "privacy_com")
                .name(issued.name())
                .metadata(issued.metadata());
        issued.items().forEach(item -> builder.item(item.key(), item.value(), item.type()));
        return builder.build();
    }

    static RevokeRequest revocation(Ledger ledger, Optional<AgentCredential> credential) {
        return new RevokeRequest(MEEPA, Category.CREDIT_CARD, tag(MEEPA), ledger.resources(), credential);
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

    private void sleep(Duration duration) {
        slept.add(duration);
        clock.advance(duration);
    }
}
