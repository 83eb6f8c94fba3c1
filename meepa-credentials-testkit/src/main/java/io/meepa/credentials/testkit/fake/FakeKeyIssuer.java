package io.meepa.credentials.testkit.fake;

import static io.meepa.credentials.testkit.fake.FakeKeyProvider.BOX_ID;
import static io.meepa.credentials.testkit.fake.FakeResource.BOX;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.testkit.fake.KeyState.Box;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The box first, then its key, each reported before the next call. */
record FakeKeyIssuer(
        Function<CallGuard, KeyClient> clients, SecretSource operatorKey, Capabilities capabilities, Clock clock)
        implements CredentialIssuer {

    @Override
    public Optional<String> unavailable() {
        return operatorKey.available()
                ? Optional.empty()
                : Optional.of(operatorKey.describe() + " is not set: export it");
    }

    @Override
    public Issued issue(IssueRequest request) {
        KeyClient client = clients.apply(request.guard());
        String account = client.send(KeyRequest.account());
        Optional<String> known = known(client, request);
        String box = known.orElseGet(() -> created(client, request));
        request.checkpoint().reached(new UpstreamResource(BOX, box));
        List<CredentialItem> items = new ArrayList<>();
        items.add(new CredentialItem(BOX_ID, Secret.of(box), ItemType.OTHER));
        KeyState.Key key = new KeyIssue(client, retrievable(), request).key(box);
        items.addAll(KeyIssue.items(key));
        Issued issued = Issued.of(known.isPresent() ? Issued.Standing.FOUND : Issued.Standing.CREATED, "Box", items)
                .onAccount(account);
        return key.end().map(issued::expiringAt).orElse(issued);
    }

    private Optional<String> known(KeyClient client, IssueRequest request) {
        Optional<String> recorded = request.resumption().flatMap(earlier -> earlier.resource(BOX));
        if (recorded.isPresent() || capabilities.creation() != Creation.FINDABLE) {
            return recorded;
        }
        Optional<Box> found = found(client, request);
        if (found.filter(box -> box.owner().equals(KeyState.STRANGER)).isPresent()) {
            throw new ProviderRejectedException("boxes: the name is taken");
        }
        return found.map(Box::id);
    }

    /** Once an earlier attempt may have made one, a single look that finds nothing proves nothing. */
    private static Optional<Box> found(KeyClient client, IssueRequest request) {
        String tag = request.tag().text();
        Optional<Box> found = client.send(KeyRequest.named(tag));
        return request.resumption().isEmpty()
                ? found
                : found.or(() -> client.send(KeyRequest.boxes()).stream()
                        .filter(box -> box.tag().equals(tag))
                        .findFirst());
    }

    private String created(KeyClient client, IssueRequest request) {
        if (request.resumption().isPresent() && capabilities.creation() == Creation.UNREPEATABLE) {
            throw new ProviderIndeterminateException("boxes: look by hand for a box that an earlier run may have made");
        }
        return client.send(KeyRequest.create(request.tag().text())).id();
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        return inspection(request.guard()).verify(credential, request.tag());
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        return inspection(request.guard()).repair(credential, request.tag());
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return inspection(request.guard()).revoke(request, capabilities.creation() != Creation.UNREPEATABLE);
    }

    @Override
    public Optional<SecretRotation> rotation() {
        return Optional.of(new FakeKeyRotation(clients, retrievable(), clock));
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return Optional.of(new FakeKeySuspension(guard -> inspection(guard)));
    }

    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        if (capabilities.creation() == Creation.UNREPEATABLE) {
            return Optional.empty();
        }
        return Optional.of(clients.apply(CallGuard.none()).send(KeyRequest.boxes()).stream()
                .filter(box -> box.tag().startsWith(namespace + "."))
                .map(box -> new TaggedResource(
                        new UpstreamResource(BOX, box.id()), box.tag(), box.on() ? "live" : "switched off"))
                .toList());
    }

    private boolean retrievable() {
        return capabilities.secret() == Capabilities.SecretVisibility.RETRIEVABLE;
    }

    private BoxInspection inspection(CallGuard guard) {
        return new BoxInspection(clients.apply(guard), clock);
    }
}
