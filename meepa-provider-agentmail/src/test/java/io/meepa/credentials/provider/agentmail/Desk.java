package io.meepa.credentials.provider.agentmail;

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
import io.meepa.credentials.testkit.standin.AgentMailStandIn;
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

/** An AgentMail of our own, a host around the provider, and time that passes only by sleeping. */
final class Desk implements AutoCloseable {

    static final String PATH = "credentials.email.agentmail";
    static final AgentId MEEPA = AgentId.of("meepa");

    final ManualClock clock = ManualClock.atNoon();
    final AgentMailStandIn upstream =
            AgentMailStandIn.start(StandInOptions.defaults().withClock(clock));
    final Map<String, String> environment = new ConcurrentHashMap<>();
    final List<Duration> slept = new CopyOnWriteArrayList<>();

    Desk() {
        environment.put("AGENTMAIL_API_KEY", upstream.organisationKey().reveal());
    }

    CredentialIssuer issuer() {
        return issuer(Map.of());
    }

    CredentialIssuer issuer(Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        values.put("base_url", upstream.baseUrl());
        values.put("allow_loopback_http", true);
        values.putAll(more);
        values.remove("");
        Settings settings =
                Settings.of(PATH, values, new Settings.Surroundings(path -> "config.yaml:9", environment::get));
        return new AgentMailProvider().open(new ProviderContext(settings, clock, this::sleep, new Random(3)));
    }

    Ledger ledger() {
        return new Ledger(clock.instant());
    }

    static IssueRequest request(Ledger ledger) {
        return request(MEEPA, "1", AgentProfile.none(), ledger, Optional.empty());
    }

    static IssueRequest resumed(Ledger ledger) {
        return request(MEEPA, "1", AgentProfile.none(), ledger, ledger.resumption());
    }

    static IssueRequest request(
            AgentId agent, String generation, AgentProfile profile, Ledger ledger, Optional<Resumption> resumption) {
        return new IssueRequest(agent, Category.EMAIL, tag(agent, generation), profile, resumption, ledger);
    }

    static AgentProfile prefixed(String prefix) {
        return new AgentProfile(Optional.of(prefix), OptionalLong.empty(), Optional.empty());
    }

    static Tag tag(AgentId agent, String generation) {
        return Tag.of("test", agent, Category.EMAIL, generation);
    }

    static AgentCredential stored(Issued issued) {
        AgentCredentialBuilder builder = AgentCredential.of(Category.EMAIL, "agentmail")
                .name(issued.name())
                .metadata(issued.metadata());
        issued.items().forEach(item -> builder.item(item.key(), item.value(), item.type()));
        return builder.build();
    }

    static RevokeRequest revocation(Ledger ledger, Optional<AgentCredential> credential) {
        return new RevokeRequest(MEEPA, Category.EMAIL, tag(MEEPA, "1"), ledger.resources(), credential);
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
