package io.meepa.credentials.core.revoke;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.DeprovisioningReport.Outcome;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import java.util.List;
import java.util.Optional;

/**
 * Revokes a resource, or retires the secret that a rotation replaced. Whatever a failure means, the operation stays in the
 * queue: revoking once more does no harm.
 */
final class RevokePolicy implements CallPolicy<RevocationResult, Outcome> {

    private final EngineContext context;
    private final Flight flight;
    private final Operation queued;

    RevokePolicy(EngineContext context, Flight flight, Operation queued) {
        this.context = context;
        this.flight = flight;
        this.queued = queued;
    }

    @Override
    public Operation intent() {
        return queued;
    }

    @Override
    public RevocationResult call(Attempt attempt) {
        CredentialIssuer issuer = context.providers()
                .serving(queued.category(), queued.service())
                .flatMap(ProviderBinding::opened)
                .orElseThrow(() -> new ConfigurationException(
                        "provider " + queued.service() + " is not configured now: configure it to revoke"))
                .issuer();
        return believed(
                queued.kind() == PendingOperation.Kind.RETIRE
                        ? retire(issuer)
                        : issuer.revoke(request(queued.details().resources())));
    }

    /** That nothing was left is believed on evidence that proves it, on the account on record. On thin evidence it stays queued. */
    private RevocationResult believed(RevocationResult result) {
        if (result.end() != RevocationResult.End.ALREADY_GONE
                || result.evidence().filter(this::isProof).isPresent()) {
            return result;
        }
        throw new ProviderUnavailableException("it is unknown whether " + queued.key()
                + " is gone, so it stays queued: the provider says so on thin evidence: "
                + result.evidence().map(Evidence::toString).orElse("none"));
    }

    private boolean isProof(Evidence evidence) {
        return evidence.isOfRecordAlone()
                || queued.details()
                        .metadata()
                        .text(MetadataKeys.ACCOUNT)
                        .map(evidence::provesAbsence)
                        .orElseGet(evidence::provesAbsence);
    }

    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        return Optional.of(current.tried(
                current.details().attempts().failed(context.clock().instant(), failure.reason())));
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, RevocationResult result) {
        return document;
    }

    /** What can never be revoked stays on record until a person forgets it. */
    @Override
    public Optional<Operation> afterOutcome(Operation current, RevocationResult result) {
        return result.end() == RevocationResult.End.UNSUPPORTED
                ? Optional.of(current.because(result.detail()).in(Operation.State.IRREVOCABLE))
                : Optional.empty();
    }

    @Override
    public Outcome recorded(AgentDocument written, Operation operation, RevocationResult result) {
        End end = switch (result.end()) {
            case REVOKED -> End.REVOKED;
            case ALREADY_GONE -> End.ALREADY_GONE;
            case UNSUPPORTED -> End.UNSUPPORTED;
        };
        Evidence decided = operation.evidence();
        return new Outcome(
                queued.key(),
                end,
                result.detail(),
                Optional.of(result.evidence().map(decided::and).orElse(decided)));
    }

    @Override
    public Outcome afterFailure(Operation operation, CallFailure failure) {
        return new Outcome(queued.key(), End.QUEUED, failure.reason());
    }

    /** Whatever the record says: the secret in use is never retired. */
    private RevocationResult retire(CredentialIssuer issuer) {
        List<CredentialItem> inUse = flight.vault().read().entry(queued.category(), queued.service()).stream()
                .flatMap(entry -> entry.credential().items().stream())
                .toList();
        List<UpstreamResource> old = queued.details().resources().stream()
                .filter(resource ->
                        inUse.stream().noneMatch(item -> item.value().matches(Secret.of(resource.id()))))
                .toList();
        if (old.isEmpty()) {
            return RevocationResult.alreadyGone(Evidence.recorded(
                    context.clock().instant(), "none was needed: the record names no secret but the one in use"));
        }
        return issuer.rotation()
                .orElseThrow(() -> new ProviderUnsupportedException(
                        queued.service() + " cannot take a single secret back: revoke the credential"))
                .retire(request(old));
    }

    private RevokeRequest request(List<UpstreamResource> resources) {
        RevokeRequest bare = RevokeRequest.of(
                        flight.agent().id(),
                        queued.category(),
                        queued.service(),
                        queued.details().tag(),
                        resources,
                        queued.evidence())
                .guardedBy(flight.guard());
        return queued.details().items().isEmpty() ? bare : bare.withCredential(queued.kept());
    }
}
