package io.meepa.credentials.testkit.fake;

import static io.meepa.credentials.testkit.fake.FakeKeyProvider.BOX_ID;
import static io.meepa.credentials.testkit.fake.FakeResource.BOX;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.testkit.fake.KeyState.Box;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The state of a box. It is gone only if neither a read nor a listing shows it, on the account that made it. */
record BoxInspection(KeyClient client, Clock clock) {

    Verification verify(AgentCredential credential, Tag tag) {
        if (!onAccountOf(credential)) {
            return Verification.unknown("the operator's key is of another account");
        }
        Optional<Box> box = found(credential.secret(BOX_ID).reveal());
        return box.map(seen -> verification(seen, tag)).orElseGet(() -> Verification.gone(evidence()));
    }

    private static Verification verification(Box box, Tag tag) {
        if (!box.tag().equals(tag.text())) {
            return Verification.foreign("the box bears another tag");
        }
        return Verification.of(
                box.on() ? Verification.State.LIVE : Verification.State.SUSPENDED,
                box.tidy() ? List.of() : List.of("it is untidy"));
    }

    Verification repair(AgentCredential credential, Tag tag) {
        Verification before = verify(credential, tag);
        if (before.differences().isEmpty() || before.state() == Verification.State.FOREIGN) {
            return before;
        }
        client.send(KeyRequest.tidy(credential.secret(BOX_ID).reveal()));
        return verify(credential, tag);
    }

    Verification switchTo(AgentCredential credential, Tag tag, boolean on) {
        Verification before = verify(credential, tag);
        Verification.State other = on ? Verification.State.SUSPENDED : Verification.State.LIVE;
        if (before.state() != other) {
            return before;
        }
        client.send(KeyRequest.switchTo(credential.secret(BOX_ID).reveal(), on));
        return verify(credential, tag);
    }

    /** Deletes the boxes and the keys that bear the tag. The keys of a box go with it. */
    RevocationResult revoke(RevokeRequest request, boolean findable) {
        if (request.credential().filter(kept -> !onAccountOf(kept)).isPresent()) {
            throw new ProviderRejectedException("boxes: the operator's key is of another account");
        }
        String tag = request.tag().text();
        boolean deleted = false;
        for (String box : boxes(request, findable)) {
            deleted |= found(box).filter(seen -> seen.tag().equals(tag)).isPresent()
                    && client.send(KeyRequest.delete(box));
        }
        for (KeyState.Key key : client.keys(tag)) {
            deleted |= client.send(KeyRequest.deleteKey(key.id()));
        }
        return deleted ? RevocationResult.revoked(done()) : RevocationResult.alreadyGone(evidence());
    }

    RevocationResult retire(RevokeRequest request) {
        boolean deleted = false;
        for (UpstreamResource key : request.resources()) {
            deleted |= client.send(KeyRequest.deleteKey(key.id()));
        }
        return deleted ? RevocationResult.revoked(done()) : RevocationResult.alreadyGone(evidence());
    }

    /** Two different looks, since one may be wrong. */
    private Optional<Box> found(String id) {
        return client.send(KeyRequest.box(id))
                .or(() -> client.send(KeyRequest.boxes()).stream()
                        .filter(box -> box.id().equals(id))
                        .findFirst());
    }

    private Set<String> boxes(RevokeRequest request, boolean findable) {
        Set<String> boxes = new LinkedHashSet<>();
        request.resources().stream()
                .filter(resource -> resource.kind().equals(BOX))
                .forEach(resource -> boxes.add(resource.id()));
        request.credential()
                .flatMap(credential -> credential.item(BOX_ID))
                .ifPresent(stored -> boxes.add(stored.value().reveal()));
        if (boxes.isEmpty() && findable) {
            client.send(KeyRequest.named(request.tag().text())).map(Box::id).ifPresent(boxes::add);
        }
        return boxes;
    }

    private boolean onAccountOf(AgentCredential credential) {
        Optional<String> recorded = credential.metadata().text(MetadataKeys.ACCOUNT);
        return recorded.isEmpty() || recorded.get().equals(client.send(KeyRequest.account()));
    }

    private Evidence evidence() {
        Evidence evidence = Evidence.absent(clock.instant(), "read by its id: not there")
                .and(Evidence.absent(clock.instant(), "not among all boxes"));
        return evidence.onAccount(client.send(KeyRequest.account()));
    }

    private Evidence done() {
        return Evidence.shown(clock.instant(), "it bore our tag, and was deleted");
    }
}
