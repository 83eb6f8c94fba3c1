package io.meepa.credentials.core.manager;

import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.AccountLookup;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.RevocationKeep;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider whose upstream is a map by tag, and whose calls do what a test says. */
final class ScriptedUpstream implements CredentialProvider, CredentialIssuer {

    final List<IssueRequest> issued = new ArrayList<>();
    final List<RevokeRequest> revoked = new ArrayList<>();
    final Map<String, String> live = new LinkedHashMap<>();
    final Deque<Consumer<IssueRequest>> onIssue = new ArrayDeque<>();
    final Deque<Supplier<RevocationResult>> onRevoke = new ArrayDeque<>();

    final Map<String, Verification> verifications = new LinkedHashMap<>();
    final List<TaggedResource> listed = new ArrayList<>();
    final List<String> repaired = new ArrayList<>();
    final Set<String> off = new HashSet<>();
    final Deque<Supplier<Verification>> onSwitch = new ArrayDeque<>();
    Capabilities.Cost cost = Capabilities.Cost.QUOTA;
    boolean switches = true;
    Runnable step = () -> {};
    final List<CredentialItem> further = new ArrayList<>();
    UnaryOperator<Issued> adapted = issued -> issued;

    @Nullable
    String unavailable;

    @Nullable
    RuntimeException unlistable;

    @Nullable
    TokenRefresh refresh;

    @Nullable
    SecretRotation rotation;

    /** The account of the configured key, of an upstream that says so. */
    @Nullable
    String account;

    boolean closed;

    private final String id;
    private final Category category;
    private final Capabilities.Creation creation;

    ScriptedUpstream(String id, Category category, Capabilities.Creation creation) {
        this.id = id;
        this.category = category;
        this.creation = creation;
    }

    static ScriptedUpstream mail() {
        return new ScriptedUpstream("mailbox", Category.EMAIL, Capabilities.Creation.IDEMPOTENT);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(category);
    }

    @Override
    public Map<String, String> variables(String service, Settings settings) {
        return Map.of("key", "MAILBOX_API_KEY");
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(creation, Capabilities.SecretVisibility.SHOWN_ONCE, Capabilities.Revocation.FINAL, cost)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category asked, String service) {
        return RevocationKeep.items("inbox_id");
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        context.settings().text("flavour");
        return this;
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public String preview(IssueRequest request) {
        return "an inbox for " + request.agent();
    }

    @Override
    public synchronized Issued issue(IssueRequest request) {
        issued.add(request);
        Optional.ofNullable(onIssue.poll()).ifPresent(script -> script.accept(request));
        boolean found = live.containsKey(request.tag().text());
        create(request);
        List<CredentialItem> items = new ArrayList<>(List.of(
                new CredentialItem("address", Secret.of(request.agent() + "@mail.test"), ItemType.EMAIL),
                new CredentialItem("inbox_id", Secret.of(resource(request)), ItemType.OTHER),
                new CredentialItem("key", Secret.of("key-of-" + resource(request)), ItemType.API_TOKEN)));
        items.addAll(further);
        Issued issued = found ? Issued.found("Email", items) : Issued.created("Email", items);
        Issued owned = account == null ? issued : issued.onAccount(account);
        return adapted.apply(owned.withMetadata(Metadata.empty().with("quota", 3)));
    }

    @Override
    public Optional<TokenRefresh> refresh() {
        return Optional.ofNullable(refresh);
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.ofNullable(rotation);
    }

    @Override
    public Optional<AccountLookup> account() {
        return Optional.ofNullable(account).map(id -> guard -> id);
    }

    void create(IssueRequest request) {
        live.putIfAbsent(request.tag().text(), "id-" + request.tag());
        request.checkpoint().reached(new UpstreamResource("inbox", resource(request)), Map.of());
    }

    private String resource(IssueRequest request) {
        return live.getOrDefault(request.tag().text(), "");
    }

    @Override
    public synchronized RevocationResult revoke(RevokeRequest request) {
        revoked.add(request);
        Supplier<RevocationResult> script = onRevoke.poll();
        if (script != null) {
            return script.get();
        }
        return live.remove(request.tag().text()) == null
                ? RevocationResult.alreadyGone(looks())
                : RevocationResult.revoked(Evidence.shown(Instant.EPOCH, "deleted"));
    }

    private Evidence looks() {
        Evidence looks = Evidence.absent(Instant.EPOCH, "read by its id: not there")
                .and(Evidence.absent(Instant.EPOCH, "look for its tag: not there"));
        return account == null ? looks : looks.onAccount(account);
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        if (!switches) {
            return Optional.empty();
        }
        return Optional.of(new ResourceSuspension() {

            @Override
            public Verification suspend(AgentCredential credential, IssueRequest request) {
                return switched(credential, request, off::add);
            }

            @Override
            public Verification resume(AgentCredential credential, IssueRequest request) {
                return switched(credential, request, off::remove);
            }
        });
    }

    private synchronized Verification switched(
            AgentCredential credential, IssueRequest request, Consumer<String> effect) {
        Supplier<Verification> script = onSwitch.poll();
        if (script != null) {
            return script.get();
        }
        step.run();
        effect.accept(credential.tag().orElse(""));
        step.run();
        return verify(credential, request);
    }

    /** What a test says of a tag, or else whether it is live. */
    @Override
    public synchronized Verification verify(AgentCredential credential, IssueRequest request) {
        String tag = credential.tag().orElse("");
        Verification verification = verifications.get(tag);
        if (verification != null && verification.state() == Verification.State.UNKNOWN) {
            throw new ProviderUnavailableException("mailbox: down");
        }
        Verification.State there = off.contains(tag) ? Verification.State.SUSPENDED : Verification.State.LIVE;
        if (verification != null) {
            return verification;
        }
        return live.containsKey(tag) ? Verification.of(there, List.of()) : Verification.gone(looks());
    }

    /** Repairs what only differs; what is switched off stays so. */
    @Override
    public synchronized Verification repair(AgentCredential credential, IssueRequest request) {
        String tag = credential.tag().orElse("");
        repaired.add(tag);
        verifications.computeIfPresent(
                tag, (key, verification) -> verification.state() == Verification.State.LIVE ? null : verification);
        return verify(credential, request);
    }

    @Override
    public synchronized Optional<List<TaggedResource>> inventory(String namespace) {
        if (unlistable != null) {
            throw unlistable;
        }
        List<TaggedResource> all = new ArrayList<>(listed);
        live.forEach((tag, resource) -> all.add(new TaggedResource(new UpstreamResource("inbox", resource), tag, "")));
        return Optional.of(all);
    }

    @Override
    public void close() {
        closed = true;
    }
}
