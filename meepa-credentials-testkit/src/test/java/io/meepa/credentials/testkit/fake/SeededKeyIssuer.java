package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import io.meepa.credentials.spi.provider.SecretRotation;
import io.meepa.credentials.testkit.provider.CredentialProviderContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Bugs that lie in what is asked of the fake and in what is made of its answers. */
final class SeededKeyIssuer implements CredentialIssuer {

    private static final Evidence ONE_LOOK = Evidence.absent(Instant.EPOCH, "looked once: absent");

    private final CredentialIssuer issuer;
    private final CredentialIssuer blind;
    private final KeyClient client;
    private final SecretSource operatorKey;
    private final FakeKeyBug bug;
    private final SeededIssueRequests requests;
    private final AtomicBoolean closed = new AtomicBoolean();

    SeededKeyIssuer(
            CredentialIssuer issuer,
            CredentialIssuer blind,
            KeyClient client,
            SecretSource operatorKey,
            FakeKeyBug bug) {
        this.issuer = issuer;
        this.blind = blind;
        this.client = client;
        this.operatorKey = operatorKey;
        this.bug = bug;
        this.requests = new SeededIssueRequests(bug);
    }

    @Override
    public Issued issue(IssueRequest request) {
        Issued issued = failing(() -> issuer.issue(requests.seeded(request)));
        return bug == FakeKeyBug.FORGETS_IDS
                ? Issued.created(
                        issued.name(),
                        issued.items().stream()
                                .filter(item -> !item.key().endsWith("_id"))
                                .toList())
                : issued;
    }

    @Override
    public Verification verify(AgentCredential credential, IssueRequest request) {
        if (bug == FakeKeyBug.FORGETS_IDS) {
            return Verification.unknown("no id");
        }
        Verification verification = failing(() -> issuer.verify(
                bug == FakeKeyBug.BELIEVES_ANOTHER_ACCOUNT ? anywhere(credential) : credential,
                requests.seeded(request)));
        if (bug == FakeKeyBug.GIVES_THIN_EVIDENCE && verification.state() == Verification.State.GONE) {
            return Verification.gone(ONE_LOOK);
        }
        boolean blind = bug == FakeKeyBug.VERIFIES_BLINDLY && verification.state() == Verification.State.GONE;
        boolean anyTag = bug == FakeKeyBug.BELIEVES_AN_ID && verification.state() == Verification.State.FOREIGN;
        return blind || anyTag ? Verification.live(List.of()) : verification;
    }

    @Override
    public Verification repair(AgentCredential credential, IssueRequest request) {
        if (bug == FakeKeyBug.FORGETS_IDS) {
            return Verification.unknown("no id");
        }
        return bug == FakeKeyBug.REPAIRS_IN_WORDS
                ? Verification.of(verify(credential, request).state(), List.of())
                : failing(() -> issuer.repair(credential, requests.seeded(request)));
    }

    @Override
    public Optional<SecretRotation> rotation() {
        CredentialIssuer renewing = bug == FakeKeyBug.RENEWS_WITHOUT_A_LOOK ? blind : issuer;
        return renewing.rotation().map(rotation -> new SeededKeyRotation(rotation, client, requests, bug));
    }

    @Override
    public Optional<ResourceSuspension> suspension() {
        return bug == FakeKeyBug.OFFERS_NO_SUSPENSION
                ? Optional.empty()
                : issuer.suspension().map(suspension -> new SeededKeySuspension(suspension, this, client, bug));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return switch (bug) {
            case REVOKES_NOTHING -> RevocationResult.revoked(ONE_LOOK);
            case FORGETS_IDS ->
                request.resources().isEmpty() ? RevocationResult.alreadyGone(ONE_LOOK) : issuer.revoke(request);
            case KEEPS_NO_ID ->
                request.resources().isEmpty() && request.credential().isEmpty()
                        ? RevocationResult.alreadyGone(ONE_LOOK)
                        : issuer.revoke(request);
            case REVOKES_ON_ONE_READ ->
                revokedIf(client.send(KeyRequest.named(request.tag().text())).isPresent(), request);
            case REVOKES_ON_ONE_LISTING ->
                revokedIf(!client.send(KeyRequest.boxes()).isEmpty(), request);
            case REVOKES_ON_ANOTHER_ACCOUNT -> issuer.revoke(anywhere(request));
            case REVOKES_BY_ID -> revokedById(request);
            case REVOKES_ONCE -> revokedOnce(request);
            case GIVES_THIN_EVIDENCE_OF_A_REVOCATION -> thin(issuer.revoke(request));
            default -> failing(() -> issuer.revoke(request.guardedBy(requests.guard(request.guard()))));
        };
    }

    private RevocationResult revokedIf(boolean seen, RevokeRequest request) {
        return seen ? issuer.revoke(request) : RevocationResult.alreadyGone(ONE_LOOK);
    }

    private RevocationResult revokedById(RevokeRequest request) {
        request.resources().forEach(resource -> client.send(KeyRequest.delete(resource.id())));
        return issuer.revoke(request);
    }

    private RevocationResult revokedOnce(RevokeRequest request) {
        RevocationResult result = issuer.revoke(request);
        if (result.end() == RevocationResult.End.ALREADY_GONE) {
            throw new ProviderRejectedException("boxes: not found");
        }
        return result;
    }

    private static RevocationResult thin(RevocationResult result) {
        return result.end() == RevocationResult.End.ALREADY_GONE ? RevocationResult.alreadyGone(ONE_LOOK) : result;
    }

    /** Forgets on which account a credential was made. */
    private static RevokeRequest anywhere(RevokeRequest request) {
        return request.credential()
                .map(credential -> request.withCredential(anywhere(credential)))
                .orElse(request);
    }

    private static AgentCredential anywhere(AgentCredential credential) {
        return credential.toBuilder()
                .metadata(credential.metadata().with(MetadataKeys.ACCOUNT, "others"))
                .build();
    }

    /** The namespace of {@link CredentialProviderContract}, whichever it is asked for. */
    @Override
    public Optional<List<TaggedResource>> inventory(String namespace) {
        return issuer.inventory(bug == FakeKeyBug.LISTS_EVERYTHING ? "contract" : namespace);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true) && bug == FakeKeyBug.CLOSES_ONCE) {
            throw new IllegalStateException("already closed");
        }
    }

    private <T> T failing(Supplier<T> work) {
        try {
            return work.get();
        } catch (CredentialException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(CredentialException e) {
        boolean provider = e instanceof ProviderException;
        if (bug == FakeKeyBug.THROWS_UNTYPED && provider) {
            return new IllegalStateException("boxes failed");
        }
        if (bug == FakeKeyBug.REPEATS_SECRETS && provider) {
            return new ProviderIndeterminateException(
                    "boxes: failed for " + operatorKey.read().reveal());
        }
        if (bug == FakeKeyBug.HIDES_A_LOST_LOCK && e instanceof LockLostException) {
            return new ProviderUnavailableException("boxes: try again");
        }
        return e;
    }
}
