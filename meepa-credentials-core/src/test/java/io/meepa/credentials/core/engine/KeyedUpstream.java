package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.UpstreamResource;
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
        return new Capabilities(
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
    public SecretRotation rotation() {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        return new Issued("Email", key(request), Metadata.empty(), Issued.Standing.CREATED, "");
    }

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        UpstreamResource old =
                new UpstreamResource("key", current.secret("key_id").reveal());
        return new Renewed(key(request), Metadata.empty(), List.of(old), "");
    }

    @Override
    public boolean works(AgentCredential renewed) {
        return !refusesNewKeys && alive(renewed);
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        boolean gone = true;
        for (UpstreamResource resource : request.resources()) {
            gone &= !delete(resource.id());
        }
        return gone ? RevocationResult.alreadyGone() : RevocationResult.revoked();
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
