package io.meepa.verification.crash;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.verification.crash.Remote.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes three things, each reported before the next: a pod, an inbox in it, and a key that is shown once. */
final class BoxProvider implements CredentialProvider, CredentialIssuer, SecretRotation {

    static final List<String> KINDS = List.of("pod", "inbox", "key");

    private final Remote remote;

    BoxProvider(Remote remote) {
        this.remote = remote;
    }

    @Override
    public String id() {
        return ChildMain.PROVIDER;
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
                Capabilities.Cost.QUOTA);
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
        NativeThreads.note();
        Found pod = remote.create("pod", request.tag(), true);
        reached(request, "pod", pod);
        Found inbox = remote.find("inbox", request.tag()).orElseGet(() -> remote.create("inbox", request.tag(), false));
        reached(request, "inbox", inbox);
        Found key = key(request);
        return Issued.created(
                "Box",
                List.of(
                        new CredentialItem("id", Secret.of(inbox.id()), ItemType.OTHER),
                        new CredentialItem("pod_id", Secret.of(pod.id()), ItemType.OTHER),
                        new CredentialItem("key", Secret.of(key.secret()), ItemType.API_TOKEN),
                        new CredentialItem("key_id", Secret.of(key.id()), ItemType.OTHER)));
    }

    /** A key whose value is on record is kept; one that was made and never shown to anybody goes first. */
    private Found key(IssueRequest request) {
        Optional<Found> recorded = request.resumption()
                .flatMap(earlier -> earlier.resource("key")
                        .flatMap(id -> Optional.ofNullable(earlier.secrets().get("key"))
                                .map(secret -> new Found(id, secret.reveal()))));
        if (recorded.isPresent()
                && remote.works(
                        request.tag(), recorded.get().id(), recorded.get().secret())) {
            return recorded.get();
        }
        remote.find("key", request.tag()).ifPresent(lost -> remote.delete(request.tag(), lost.id()));
        Found key = remote.create("key", request.tag(), false);
        reached(request, "key", key);
        return key;
    }

    private void reached(IssueRequest request, String kind, Found thing) {
        remote.at(request.tag(), "answered-" + kind);
        Map<String, Secret> secrets = kind.equals("key") ? Map.of("key", Secret.of(thing.secret())) : Map.of();
        request.checkpoint().reached(new UpstreamResource(kind, thing.id()), secrets);
        remote.at(request.tag(), "recorded-" + kind);
    }

    @Override
    public Renewed renew(AgentCredential current, IssueRequest request) {
        Found key = key(request);
        return Renewed.of(List.of(
                        new CredentialItem("key", Secret.of(key.secret()), ItemType.API_TOKEN),
                        new CredentialItem("key_id", Secret.of(key.id()), ItemType.OTHER)))
                .replacing(List.of(
                        new UpstreamResource("key", current.secret("key_id").reveal())));
    }

    @Override
    public boolean works(AgentCredential renewed, CallGuard guard) {
        return remote.works(
                new Tag(renewed.metadata().text("tag").orElseThrow()),
                renewed.secret("key_id").reveal(),
                renewed.secret("key").reveal());
    }

    @Override
    public RevocationResult retire(RevokeRequest request) {
        return revoke(request);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        boolean there = false;
        for (UpstreamResource resource : request.resources()) {
            there |= remote.delete(request.tag(), resource.id());
        }
        return there
                ? RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"))
                : RevocationResult.alreadyGone(Evidence.absent(Instant.EPOCH, "read by its id: not there")
                        .and(Evidence.absent(Instant.EPOCH, "look for its tag: not there")));
    }

    @Override
    public void close() {}
}
