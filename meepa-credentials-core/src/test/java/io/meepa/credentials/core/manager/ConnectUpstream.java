package io.meepa.credentials.core.manager;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.spi.provider.RevocationKeep;
import io.meepa.credentials.spi.provider.SharedFate;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Services at which people sign in: a code works once, and stands for the person in its name. */
final class ConnectUpstream implements CredentialProvider, CredentialIssuer, ConsentFlow, TokenRefresh {

    static final Duration LIFE = Duration.ofHours(1);

    final AtomicInteger trades = new AtomicInteger();
    final AtomicInteger polls = new AtomicInteger();
    final List<String> revoked = Collections.synchronizedList(new ArrayList<>());
    final Set<String> spent = Collections.synchronizedSet(new TreeSet<>());

    Runnable before = () -> {};
    Runnable after = () -> {};
    Runnable whenAskedWhatIsShared = () -> {};
    SharedFate disposition = SharedFate.NONE;
    Set<String> missing = Set.of();
    Set<String> asked = Set.of();
    boolean refresh = true;
    boolean silent;
    volatile int confirmAtPoll = Integer.MAX_VALUE;
    volatile boolean deny;
    boolean unreachable;
    Set<String> refuses = Set.of();
    boolean renews;
    Runnable beforeRenewal = () -> {};
    Repetition repetition = Repetition.REPEATABLE;
    boolean losesAnswers;
    List<RequestTarget> targets = List.of();
    final AtomicInteger renewals = new AtomicInteger();
    private final Clock clock;

    ConnectUpstream(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "signing";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        throw new AssertionError("connections are not issued");
    }

    @Override
    public Optional<TokenRefresh> refresh() {
        return renews ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Repetition repetition(RefreshRequest request) {
        return repetition;
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        int number = renewals.incrementAndGet();
        beforeRenewal.run();
        if (unreachable) {
            throw new ProviderUnavailableException("service: no connection");
        }
        if (losesAnswers) {
            throw new ProviderIndeterminateException("service: 503");
        }
        return Refreshed.of(List.of(new CredentialItem(
                        ItemKeys.ACCESS_TOKEN, Secret.of("access-renewed-" + number), ItemType.API_TOKEN)))
                .expiringAt(clock.instant().plus(LIFE));
    }

    @Override
    public List<RequestTarget> requestTargets(String service, Settings settings) {
        return targets;
    }

    @Override
    public Optional<ConsentFlow> connecting() {
        return Optional.of(this);
    }

    @Override
    public Set<String> services() {
        return Set.of("github", "notion");
    }

    @Override
    public Map<String, String> variables(String service, Settings settings) {
        return Map.of(ItemKeys.ACCESS_TOKEN, service.toUpperCase(Locale.ROOT) + "_TOKEN");
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items(ItemKeys.ACCESS_TOKEN, ItemKeys.REFRESH_TOKEN);
    }

    @Override
    public Set<String> services(AgentId agent) {
        return agent.value().equals("outsider") ? Set.of() : Set.of("github");
    }

    @Override
    public SharedFate sharedFate(String service) {
        whenAskedWhatIsShared.run();
        return disposition;
    }

    @Override
    public ConsentStart begin(ConsentRequest request) {
        asked = request.scopes();
        return new ConsentStart(
                URI.create("https://service.example/authorize?state="
                        + request.state().reveal()),
                Map.of("verifier", Secret.of("canary-verifier")));
    }

    @Override
    public Connected complete(ConsentAnswer answer) {
        before.run();
        trades.incrementAndGet();
        if (answer.callback().parameter("error").isPresent()) {
            throw new ConsentException(ConsentException.Reason.DENIED, answer.service() + ": access_denied");
        }
        String code = answer.callback().parameter("code").map(Secret::reveal).orElse("");
        if (!spent.add(code)
                || !Optional.ofNullable(answer.kept().get("verifier"))
                        .map(Secret::reveal)
                        .equals(Optional.of("canary-verifier"))) {
            throw new ProviderRejectedException(answer.service() + ": invalid_grant");
        }
        Connected connected = connected(code);
        after.run();
        return connected;
    }

    @Override
    public DeviceStart beginOnDevice(ConsentRequest request) {
        return new DeviceStart(
                "ABCD-EFGH",
                URI.create("https://service.example/device"),
                Optional.of(URI.create("https://service.example/device?code=ABCD-EFGH")),
                Duration.ofMinutes(15),
                Duration.ofSeconds(6),
                Map.of("device_code", Secret.of("canary-device")));
    }

    @Override
    public DevicePoll poll(ConsentAnswer answer) {
        int poll = polls.incrementAndGet();
        if (deny) {
            throw new ConsentException(ConsentException.Reason.DENIED, answer.service() + ": access_denied");
        }
        before.run();
        return poll >= confirmAtPoll
                ? new DevicePoll.Confirmed(connected("ada:" + poll))
                : new DevicePoll.Waiting(Duration.ofSeconds(6), answer.kept());
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        AgentCredential kept = request.credential().orElseThrow();
        if (unreachable || refuses.contains(kept.secret(ItemKeys.ACCESS_TOKEN).reveal())) {
            throw new ProviderUnavailableException("service: no connection");
        }
        revoked.add(kept.secret(ItemKeys.ACCESS_TOKEN).reveal());
        return RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"));
    }

    private Connected connected(String code) {
        List<CredentialItem> items = new ArrayList<>();
        items.add(new CredentialItem(ItemKeys.ACCESS_TOKEN, Secret.of("access-of-" + code), ItemType.API_TOKEN));
        if (refresh) {
            items.add(new CredentialItem(ItemKeys.REFRESH_TOKEN, Secret.of("refresh-of-" + code), ItemType.API_TOKEN));
        }
        String person = code.split(":", -1)[0];
        return (silent ? Connected.withoutAccount(items) : Connected.of(items, person, person + "-id"))
                .granting(Set.of("read"), missing)
                .withMetadata(Metadata.empty().with(MetadataKeys.CLIENT_ID, "app-1"))
                .expiringAt(clock.instant().plus(LIFE));
    }
}
