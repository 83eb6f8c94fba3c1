package io.meepa.verification.failover;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Buys a box, and looks for it first where an earlier run may have bought one. */
final class BoxProvider implements CredentialProvider, CredentialIssuer {

    static final Category CATEGORY = Category.EMAIL;
    static final String ID = "boxes";

    private static final Duration LONGEST_CALL = Duration.ofMillis(100);

    private final Boxes boxes;

    BoxProvider(Boxes boxes) {
        this.boxes = boxes;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(CATEGORY);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.RETRIEVABLE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        String tag = request.tag().toString();
        request.guard().check(LONGEST_CALL);
        Optional<Boxes.Box> known = request.resumption().isPresent() ? boxes.find(tag) : Optional.empty();
        if (known.isEmpty()) {
            request.guard().check(LONGEST_CALL);
        }
        Boxes.Box box = known.orElseGet(() -> boxes.create(tag));
        request.checkpoint().reached(new UpstreamResource("box", box.id()), Map.of());
        return Issued.created(
                "Box",
                List.of(
                        new CredentialItem("id", Secret.of(box.id()), ItemType.OTHER),
                        new CredentialItem("key", Secret.of(box.secret()), ItemType.API_TOKEN)));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        boolean there = false;
        for (UpstreamResource resource : request.resources()) {
            request.guard().check(LONGEST_CALL);
            there |= boxes.delete(resource.id());
        }
        Optional<Boxes.Box> unrecorded = boxes.find(request.tag().toString());
        while (unrecorded.isPresent()) {
            request.guard().check(LONGEST_CALL);
            there |= boxes.delete(unrecorded.get().id());
            unrecorded = boxes.find(request.tag().toString());
        }
        return there
                ? RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"))
                : RevocationResult.alreadyGone(Evidence.absent(Instant.now(), "read by its id: not there")
                        .and(Evidence.absent(Instant.now(), "look for its tag: not there")));
    }

    @Override
    public void close() {
        // The upstream outlives its hosts.
    }
}
