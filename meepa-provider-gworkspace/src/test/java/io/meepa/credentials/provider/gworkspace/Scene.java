package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Origin;
import io.meepa.credentials.spi.AgentProfile;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.standin.GoogleWorkspaceStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** One domain, one configuration and a clock that moves only when somebody sleeps. */
final class Scene implements AutoCloseable {

    static final AgentId AGENT = AgentId.of("meepa");
    static final Tag TAG = Tag.of("test", AGENT, Category.EMAIL, "1");
    static final String ADDRESS = "meepa@agents.example";

    final FakeWorkspace workspace = new FakeWorkspace();
    final Map<String, Object> settings = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<Duration> slept = new ArrayList<>();

    private final ManualClock clock;

    Scene() {
        this(ManualClock.atNoon());
    }

    Scene(ManualClock clock) {
        this.clock = clock;
        settings.put("domain", "agents.example");
        settings.put("base_url", workspace.url());
        settings.put("token_url", workspace.url() + "/token");
        settings.put("allow_loopback_http", true);
        settings.put("key_env", "SA_KEY");
        environment.put("SA_KEY", Keys.json());
    }

    ProviderContext context() {
        Settings section = Settings.of(
                "credentials.email.google_workspace",
                settings,
                new Settings.Surroundings(path -> "config.yaml:7", environment::get));
        return new ProviderContext(section, clock, this::sleep, new Random(7));
    }

    ManualClock clock() {
        return clock;
    }

    void pointAt(GoogleWorkspaceStandIn google) {
        settings.put("base_url", google.baseUrl());
        settings.put("token_url", google.tokenUri());
        settings.put("admin_subject", google.administrator());
        environment.put("SA_KEY", google.serviceAccountKeyFile().reveal());
    }

    CredentialIssuer issuer() {
        return new GoogleWorkspaceProvider().open(context());
    }

    Issued issue(Journal journal) {
        return issue(journal, AgentProfile.none());
    }

    Issued issue(Journal journal, AgentProfile profile) {
        return issuer().issue(request(journal, profile));
    }

    static IssueRequest request(Journal journal, AgentProfile profile) {
        return new IssueRequest(AGENT, Category.EMAIL, TAG, profile, journal.resumption(), journal);
    }

    static AgentProfile prefix(String prefix) {
        return new AgentProfile(Optional.of(prefix), OptionalLong.empty(), Optional.empty());
    }

    /** What the engine makes of an answer. */
    static AgentCredential stored(Issued issued) {
        return new AgentCredential(
                Category.EMAIL,
                GoogleWorkspaceProvider.ID,
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                issued.metadata(),
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    static RevokeRequest revocation(Journal journal, Optional<AgentCredential> credential) {
        return new RevokeRequest(AGENT, Category.EMAIL, TAG, journal.resources, credential);
    }

    Duration waited() {
        return slept.stream().reduce(Duration.ZERO, Duration::plus);
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public void close() {
        workspace.close();
    }

    private void sleep(Duration duration) {
        slept.add(duration);
        advance(duration);
    }
}
