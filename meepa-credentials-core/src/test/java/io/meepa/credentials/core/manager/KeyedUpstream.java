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
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An upstream of boxes with keys, shown once and named by tag, of which a box may have several. */
final class KeyedUpstream implements CredentialProvider, CredentialIssuer, SecretRotation {

    /** Live keys: value by id. */
    final Map<String, String> keys = new LinkedHashMap<>();

    /** Runs before and after each change upstream. */
    Runnable step = () -> {};

    boolean refusesNewKeys;
    int mostLive;

    private final Map<String, String> names = new LinkedHashMap<>();
    private int made;

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
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
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
    public Issued issue(IssueRequest request) {
        return Issued.created("Email", key(request));
    }

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        UpstreamResource old =
                new UpstreamResource("key", current.secret("key_id").reveal());
        return Renewed.of(key(request)).replacing(List.of(old));
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return !refusesNewKeys && alive(renewed);
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        boolean gone = true;
        for (UpstreamResource resource : request.resources()) {
            gone &= !delete(resource.id());
        }
        return gone
                ? RevocationResult.alreadyGone(Evidence.of(Instant.EPOCH, "looked: absent"))
                : RevocationResult.revoked();
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        List.copyOf(keys.keySet()).forEach(this::delete);
        return RevocationResult.revoked();
    }

    boolean alive(AgentCredential credential) {
        return credential
                .secret("key")
                .reveal()
                .equals(keys.get(credential.secret("key_id").reveal()));
    }

    private List<CredentialItem> key(IssueRequest request) {
        String tag = request.tag().text();
        Optional<String> known =
                request.resumption().flatMap(earlier -> earlier.resource("key")).filter(keys::containsKey);
        String id = known.orElseGet(() -> create(request, tag));
        Secret value = request.resumption()
                .filter(earlier -> known.isPresent())
                .map(Resumption::secrets)
                .flatMap(secrets -> Optional.ofNullable(secrets.get("key")))
                .orElseGet(() -> Secret.of("value-of-" + id));
        return List.of(
                new CredentialItem("key", value, ItemType.API_TOKEN),
                new CredentialItem("key_id", Secret.of(id), ItemType.OTHER));
    }

    /** One of this name whose value was lost goes first. */
    private String create(IssueRequest request, String name) {
        List.copyOf(keys.keySet()).stream()
                .filter(id -> name.equals(names.get(id)))
                .forEach(this::delete);
        step.run();
        String id = "k" + ++made;
        keys.put(id, "value-of-" + id);
        names.put(id, name);
        mostLive = Math.max(mostLive, keys.size());
        step.run();
        request.checkpoint().reached(new UpstreamResource("key", id), Map.of("key", Secret.of("value-of-" + id)));
        return id;
    }

    private boolean delete(String id) {
        step.run();
        boolean there = keys.remove(id) != null;
        step.run();
        return there;
    }

    @Override
    public void close() {}
}
