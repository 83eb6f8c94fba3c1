package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.Ledger;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.TestContexts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An AgentMail of our own, a host around the provider, and time that passes only by sleeping. */
final class ProviderFixture implements AutoCloseable {

    static final String PATH = "credentials.email.agentmail";
    static final AgentId MEEPA = AgentId.of("meepa");

    private final TestContexts contexts = TestContexts.create();
    final ManualClock clock = contexts.clock();
    final AgentMailStandIn upstream =
            AgentMailStandIn.start(StandInOptions.defaults().withClock(clock));

    ProviderFixture() {
        variable("AGENTMAIL_API_KEY", upstream.organisationKey().reveal());
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
        return new AgentMailProvider().open(contexts.provider(contexts.settings(PATH, values)));
    }

    /** Sets an environment variable, from now on. */
    void variable(String name, String value) {
        contexts.environment(Map.of(name, value));
    }

    List<Duration> slept() {
        return contexts.sleeper().slept();
    }

    Ledger ledger() {
        return Ledger.since(clock.instant());
    }

    static IssueRequest request(Ledger ledger) {
        return request(MEEPA, "1", AgentProfile.none(), ledger, Optional.empty());
    }

    static IssueRequest resumed(Ledger ledger) {
        return request(MEEPA, "1", AgentProfile.none(), ledger, ledger.resumption());
    }

    static IssueRequest request(
            AgentId agent, String generation, AgentProfile profile, Ledger ledger, Optional<Resumption> resumption) {
        IssueRequest request = IssueRequest.of(agent, Category.EMAIL, "agentmail", tag(agent, generation), ledger)
                .withProfile(profile);
        return resumption.map(request::resuming).orElse(request);
    }

    static AgentProfile prefixed(String prefix) {
        return AgentProfile.none().withEmailPrefix(prefix);
    }

    static Tag tag(AgentId agent, String generation) {
        return Tag.of("test", agent, Category.EMAIL, generation);
    }

    /** What the engine records beside the metadata. */
    private static Metadata recorded(Issued issued) {
        Metadata metadata = issued.metadata();
        if (issued.account().isPresent()) {
            metadata = metadata.with(MetadataKeys.ACCOUNT, issued.account().get());
        }
        return issued.expiresAt().isPresent()
                ? metadata.with(
                        MetadataKeys.EXPIRES_AT, issued.expiresAt().get().toString())
                : metadata;
    }

    static AgentCredential stored(Issued issued) {
        AgentCredentialBuilder builder = AgentCredential.of(Category.EMAIL, "agentmail")
                .name(issued.name())
                .metadata(recorded(issued));
        issued.items().forEach(builder::item);
        return builder.build();
    }

    static RevokeRequest revocation(Ledger ledger, Optional<AgentCredential> credential) {
        RevokeRequest request = RevokeRequest.of(
                MEEPA,
                Category.EMAIL,
                "agentmail",
                tag(MEEPA, "1"),
                ledger.resources(),
                Evidence.recorded(Instant.EPOCH, "the test asks for it"));
        return credential.map(request::withCredential).orElse(request);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
