package io.meepa.credentials.core.manager;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.RevocationKeep;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An upstream of boxes with keys, made in two calls. What it can repeat or find is up to the test. */
final class BoxUpstream implements CredentialProvider, CredentialIssuer, SecretRotation, ResourceSuspension {

    /** Everything alive, by id. */
    final Map<String, Made> live = new LinkedHashMap<>();

    /** Runs before and after each change upstream. */
    Runnable step = () -> {};

    private final Capabilities.Creation creation;
    private boolean off;
    private int count;

    BoxUpstream(Capabilities.Creation creation) {
        this.creation = creation;
    }

    @Override
    public String id() {
        return "boxes";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                        creation,
                        Capabilities.SecretVisibility.SHOWN_ONCE,
                        Capabilities.Revocation.FINAL,
                        Capabilities.Cost.FREE)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items("box_id", "key_id");
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.of(this);
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return Optional.of(this);
    }

    @Override
    public Issued issue(IssueRequest request) {
        String box = made(request, "box", "");
        String key = made(request, "key", box);
        List<CredentialItem> items = new ArrayList<>(key(key));
        items.add(new CredentialItem("box_id", Secret.of(box), ItemType.OTHER));
        return Issued.created("Box", items);
    }

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        UpstreamResource old =
                new UpstreamResource("key", current.secret("key_id").reveal());
        String key = made(request, "key", current.secret("box_id").reveal());
        return Renewed.of(key(key)).replacing(List.of(old));
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return live.containsKey(renewed.secret("key_id").reveal());
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        return deleted(request.resources().stream().map(UpstreamResource::id).toList());
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        List<String> ids = new ArrayList<>(
                request.resources().stream().map(UpstreamResource::id).toList());
        request.credential()
                .ifPresent(credential -> ids.add(credential.secret("box_id").reveal()));
        if (request.credential().isEmpty()) {
            live.forEach((id, made) -> {
                if (made.tag.equals(request.tag().text())) {
                    ids.add(id);
                }
            });
        }
        return deleted(ids);
    }

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(true);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(false);
    }

    @Override
    public void close() {}

    private Verification switched(boolean wanted) {
        step.run();
        off = wanted;
        step.run();
        return off ? Verification.suspended(List.of()) : Verification.live(List.of());
    }

    private String made(IssueRequest request, String kind, String parent) {
        String tag = request.tag().text();
        Optional<String> known = request.resumption()
                .flatMap(earlier -> earlier.resource(kind))
                .filter(live::containsKey)
                .or(() -> request.resumption()
                        .filter(earlier -> creation != Capabilities.Creation.UNREPEATABLE)
                        .flatMap(earlier -> found(kind, tag)));
        String id = known.orElseGet(() -> make(kind, tag, parent));
        request.checkpoint().reached(new UpstreamResource(kind, id), Map.of());
        return id;
    }

    private Optional<String> found(String kind, String tag) {
        return live.entrySet().stream()
                .filter(made ->
                        made.getValue().kind.equals(kind) && made.getValue().tag.equals(tag))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String make(String kind, String tag, String parent) {
        step.run();
        Optional<String> there = creation == Capabilities.Creation.IDEMPOTENT ? found(kind, tag) : Optional.empty();
        String id = there.orElseGet(() -> kind + ++count);
        live.put(id, new Made(kind, tag, parent));
        step.run();
        return id;
    }

    private RevocationResult deleted(List<String> ids) {
        step.run();
        boolean any = live.keySet().removeAll(ids);
        any |= live.values().removeIf(made -> ids.contains(made.parent));
        step.run();
        return any
                ? RevocationResult.revoked()
                : RevocationResult.alreadyGone(Evidence.of(Managers.NOW, "no such box or key"));
    }

    private static List<CredentialItem> key(String id) {
        return List.of(
                new CredentialItem("key", Secret.of("value-of-" + id), ItemType.API_TOKEN),
                new CredentialItem("key_id", Secret.of(id), ItemType.OTHER));
    }

    /**
     * A resource.
     *
     * @param kind a box or a key
     * @param tag what it bears
     * @param parent the box that a key belongs to, or nothing
     */
    record Made(String kind, String tag, String parent) {}
}
