package io.meepa.credentials.core.rotate;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.Requests;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Renews one credential's secret: new secret, trial, switch in one write that also queues the old one for later. The old one
 * stays in use until the switch, and good until the overlap has passed.
 */
final class RotatePolicy implements CallPolicy<RotatePolicy.Tried, RotationReport> {

    private final EngineContext context;
    private final Flight flight;
    private final RevocationQueue queue;
    private final SecretRotation rotation;
    private final AgentCredential credential;
    private final Instant end;

    RotatePolicy(
            EngineContext context,
            Flight flight,
            RevocationQueue queue,
            SecretRotation rotation,
            AgentCredential credential,
            Duration overlap) {
        this.context = context;
        this.flight = flight;
        this.queue = queue;
        this.rotation = rotation;
        this.credential = credential;
        this.end = context.clock().instant().plus(overlap);
    }

    @Override
    public Operation intent() {
        return Operation.open(
                Operation.Kind.ROTATE,
                credential.key(),
                Operation.Details.of(
                        context.requests().newTag(flight.agent(), credential.category()),
                        context.clock().instant(),
                        credential.name()));
    }

    @Override
    public Tried call(Attempt attempt) {
        return new Tried(rotation.renew(credential, Requests.of(flight, attempt)), true);
    }

    /** The new secret is tried before it takes the old one's place. */
    @Override
    public Tried checked(Operation operation, Tried tried) {
        flight.requireHeld();
        return new Tried(tried.renewed, rotation.works(applied(credential, tried.renewed), flight.guard()));
    }

    /** A new secret that does not work is revoked, not the old one. */
    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Tried tried) {
        if (!tried.works) {
            List<UpstreamResource> made = operation.details().resources();
            return document.withOperation(
                    retirement(credential, made, context.clock().instant()));
        }
        StoredCredential entry =
                document.managed(credential).orElseThrow(() -> LostOperationException.takenOver(operation));
        // Applied to what is stored now: a token of it may have been refreshed since.
        AgentCredential next = applied(entry.credential(), tried.renewed);
        AgentDocument switched = document.withEntry(entry.with(next));
        return tried.renewed.replaced().isEmpty()
                ? switched
                : switched.withOperation(retirement(next, tried.renewed.replaced(), end));
    }

    @Override
    public RotationReport recorded(AgentDocument written, Operation operation, Tried tried) {
        if (!tried.works) {
            queue.work(flight, queue::isDue);
            throw new ProviderRejectedException("agent " + flight.agent().id()
                    + ": the upstream refuses the new secret of " + credential.key()
                    + ": the old one stays in use, the new one is taken back");
        }
        return new RotationReport(
                flight.agent().id(),
                credential.key(),
                tried.renewed.replaced().isEmpty() ? Optional.empty() : Optional.of(end),
                tried.renewed.detail());
    }

    @Override
    public RotationReport afterFailure(Operation operation, CallFailure failure) {
        throw failure.toThrow("agent " + flight.agent().id() + ": " + credential.key()
                + ": outcome unknown, the old secret stays in use and the next run looks first: ");
    }

    private Operation retirement(AgentCredential of, List<UpstreamResource> secrets, Instant due) {
        Attempts later = Attempts.notBefore(context.clock().instant(), due);
        return Operation.open(
                Operation.Kind.RETIRE,
                of.key(),
                Operation.Details.ofRevocation(of, context.providers().keptForRevocation(of), secrets, later));
    }

    private static AgentCredential applied(AgentCredential old, Renewed renewed) {
        AgentCredentialBuilder builder = new ManagedCredential(old).reported(renewed.metadata()).toBuilder();
        for (CredentialItem item : renewed.items()) {
            builder.replaceItem(item);
        }
        AgentCredential next = ManagedCredential.of(builder);
        if (renewed.expiresAt().isPresent()) {
            return new ManagedCredential(next)
                    .with(next.metadata()
                            .with(
                                    MetadataKeys.EXPIRES_AT,
                                    Lifetime.text(renewed.expiresAt().get())));
        }
        boolean told = renewed.metadata().values().containsKey(MetadataKeys.EXPIRES_AT);
        // What was said of the old secret does not hold for the new one.
        return told ? next : new ManagedCredential(next).withoutMetadata(MetadataKeys.EXPIRES_AT);
    }

    /**
     * A new secret.
     *
     * @param renewed what the provider returned
     * @param works whether the upstream takes it
     */
    record Tried(Renewed renewed, boolean works) {}
}
