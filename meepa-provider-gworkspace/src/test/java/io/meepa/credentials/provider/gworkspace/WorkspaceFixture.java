package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.AgentProfile;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.Ledger;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One domain, one configuration and a clock that moves only when somebody sleeps. */
public final class WorkspaceFixture implements AutoCloseable {

    public static final AgentId AGENT = AgentId.of("meepa");
    public static final Tag TAG = Tag.of("test", AGENT, Category.EMAIL, "1");
    public static final String ADDRESS = "meepa@agents.example";

    public final FakeWorkspace workspace = new FakeWorkspace();
    public final Map<String, Object> settings = new HashMap<>();
    public final Map<String, String> environment = new HashMap<>();
    public final List<Duration> slept = new ArrayList<>();

    private final ManualClock clock;

    public WorkspaceFixture() {
        this(ManualClock.atNoon());
    }

    public WorkspaceFixture(ManualClock clock) {
        this.clock = clock;
        settings.put("domain", "agents.example");
        settings.put("base_url", workspace.url());
        settings.put("token_url", workspace.url() + "/token");
        settings.put("allow_loopback_http", true);
        settings.put("key_env", "SA_KEY");
        environment.put("SA_KEY", Keys.json());
    }

    public ProviderContext context() {
        Settings section = Settings.of(
                "credentials.email.google_workspace",
                settings,
                new Settings.Surroundings(path -> "config.yaml:7", environment::get));
        return ProviderContext.of(section, clock, this::sleep, new Random(7));
    }

    public ManualClock clock() {
        return clock;
    }

    public void pointAt(GoogleWorkspaceStandIn google) {
        settings.put("base_url", google.baseUrl());
        settings.put("token_url", google.tokenUri());
        settings.put("admin_subject", google.administrator());
        environment.put("SA_KEY", google.serviceAccountKeyFile().reveal());
    }

    public CredentialIssuer issuer() {
        return new GoogleWorkspaceProvider().open(context());
    }

    static Ledger ledger() {
        return Ledger.since(Instant.EPOCH);
    }

    public Issued issue(Ledger ledger) {
        return issue(ledger, AgentProfile.none());
    }

    public Issued issue(Ledger ledger, AgentProfile profile) {
        return issuer().issue(request(ledger, profile));
    }

    static IssueRequest request(Ledger ledger, AgentProfile profile) {
        IssueRequest request = IssueRequest.of(AGENT, Category.EMAIL, "google_workspace", TAG, ledger)
                .withProfile(profile);
        return ledger.nextAttempt().map(request::resuming).orElse(request);
    }

    static AgentProfile prefix(String prefix) {
        return AgentProfile.none().withEmailPrefix(prefix);
    }

    /** What the engine makes of an answer. */
    public static AgentCredential stored(Issued issued) {
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

    static RevokeRequest revocation(Ledger ledger, Optional<AgentCredential> credential) {
        RevokeRequest request = RevokeRequest.of(
                AGENT,
                Category.EMAIL,
                "google_workspace",
                TAG,
                ledger.resources(),
                Evidence.recorded(Instant.EPOCH, "the test asks for it"));
        return credential.map(request::withCredential).orElse(request);
    }

    public Duration waited() {
        return slept.stream().reduce(Duration.ZERO, Duration::plus);
    }

    public void advance(Duration duration) {
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
