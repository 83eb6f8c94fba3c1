package io.meepa.verification.crash;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.verification.crash.Remote.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one thing in one call, at an upstream of one of the three classes. */
final class OneStepProvider implements CredentialProvider, CredentialIssuer {

    static final String THING = "thing";

    /** What the second provider makes. */
    static final String OTHER = "other";

    private final Remote remote;
    private final Creation creation;
    private final String id;
    private final Category category;
    private final String kind;

    OneStepProvider(Remote remote, Creation creation) {
        this(remote, creation, ChildMain.PROVIDER, Category.EMAIL, THING);
    }

    private OneStepProvider(Remote remote, Creation creation, String id, Category category, String kind) {
        this.remote = remote;
        this.creation = creation;
        this.id = id;
        this.category = category;
        this.kind = kind;
    }

    /** Creates the provider of another category. */
    static OneStepProvider second(Remote remote) {
        return new OneStepProvider(remote, Creation.FINDABLE, ChildMain.SECOND_PROVIDER, Category.PHONE, OTHER);
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
    public Capabilities capabilities() {
        boolean unrepeatable = creation == Creation.UNREPEATABLE;
        return Capabilities.of(
                creation,
                unrepeatable ? Capabilities.SecretVisibility.SHOWN_ONCE : Capabilities.SecretVisibility.RETRIEVABLE,
                Capabilities.Revocation.FINAL,
                unrepeatable ? Capabilities.Cost.MONEY : Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        NativeThreads.note();
        Tag tag = request.tag();
        Optional<Found> known = known(request);
        remote.at(tag, "before-send");
        Found thing = known.orElseGet(() -> remote.create(kind, tag, creation == Creation.IDEMPOTENT));
        remote.at(tag, "after-answer");
        request.checkpoint()
                .reached(new UpstreamResource(kind, thing.id()), Map.of("secret", Secret.of(thing.secret())));
        remote.at(tag, "after-checkpoint");
        List<CredentialItem> items = List.of(
                new CredentialItem("id", Secret.of(thing.id()), ItemType.OTHER),
                new CredentialItem("key", Secret.of(thing.secret()), ItemType.API_TOKEN));
        return known.isPresent() ? Issued.found("Thing", items) : Issued.created("Thing", items);
    }

    /** Looks before it creates, as far as its upstream lets it. */
    private Optional<Found> known(IssueRequest request) {
        if (request.resumption().isEmpty()) {
            return Optional.empty();
        }
        return switch (creation) {
            case FINDABLE -> remote.find(kind, request.tag());
            case UNREPEATABLE ->
                request.resumption()
                        .flatMap(earlier -> earlier.resource(kind)
                                .map(id -> new Found(
                                        id,
                                        earlier.secrets()
                                                .getOrDefault("secret", Secret.of("lost"))
                                                .reveal())));
            case IDEMPOTENT, LOCAL -> Optional.empty();
        };
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
