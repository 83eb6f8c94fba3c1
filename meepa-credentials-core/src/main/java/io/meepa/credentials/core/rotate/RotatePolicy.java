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
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Renews one credential's secret: new secret, trial, switch in one write that also queues the old one for later. The old one
 * stays in use until the switch, and good until the overlap has passed.
 */
final class RotatePolicy implements CallPolicy<RotatePolicy.Tried, RotationReport> {

    /** What does not hold for the secret that takes the old one's place. */
    private static final Set<String> SAID_OF_THE_SECRET = Set.of(MetadataKeys.EXPIRES_AT, MetadataKeys.REJECTED_AT);

    private final EngineContext context;
    private final Flight flight;
    private final RevocationQueue queue;
    private final SecretRotation rotation;
    private final AgentCredential credential;
    private final Evidence why;
    private final boolean expired;
    private final Instant end;

    RotatePolicy(
            EngineContext context,
            Flight flight,
            RevocationQueue queue,
            SecretRotation rotation,
            AgentCredential credential,
            Duration overlap,
            Evidence why) {
        this.context = context;
        this.flight = flight;
        this.queue = queue;
        this.rotation = rotation;
        this.credential = credential;
        this.why = new ManagedCredential(credential).onItsAccount(why);
        Instant now = context.clock().instant();
        Optional<Instant> expiry = Lifetime.of(credential).expiresAt();
        this.expired = expiry.filter(now::isBefore).isEmpty() && expiry.isPresent();
        this.end = overlapEnd(expiry, now, overlap);
    }

    /** A secret that expires by itself needs no longer overlap. */
    private static Instant overlapEnd(Optional<Instant> expiry, Instant now, Duration overlap) {
        Instant end = now.plus(overlap);
        return expiry.filter(end::isAfter)
                .map(sooner -> sooner.isAfter(now) ? sooner : now)
                .orElse(end);
    }

    @Override
    public Operation intent() {
        return Operation.open(
                PendingOperation.Kind.ROTATE,
                credential.key(),
                Operation.Details.of(
                                context.requests().newTag(flight.agent(), credential.category()),
                                context.clock().instant(),
                                credential.name())
                        .basedOn(why));
    }

    @Override
    public Tried call(Attempt attempt) {
        return new Tried(
                rotation.renew(credential, Requests.of(flight, attempt)),
                true,
                attempt.operation().evidence());
    }

    /** The new secret is tried before it takes the old one's place. */
    @Override
    public Tried checked(Operation operation, Tried tried) {
        flight.requireHeld();
        boolean works = rotation.works(applied(credential, tried.renewed), flight.guard());
        Evidence trial =
                Evidence.shown(context.clock().instant(), "try the new secret: it " + (works ? "works" : "is refused"));
        return new Tried(tried.renewed, works, tried.evidence.and(trial));
    }

    /** A new secret that does not work is revoked, not the old one. */
    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Tried tried) {
        if (!tried.works) {
            List<UpstreamResource> made = operation.details().resources();
            return document.withOperation(
                    retirement(credential, made, context.clock().instant(), tried.evidence));
        }
        StoredCredential entry =
                document.managed(credential).orElseThrow(() -> LostOperationException.takenOver(operation));
        // Applied to what is stored now: a token of it may have been refreshed since.
        AgentCredential next = applied(entry.credential(), tried.renewed);
        AgentDocument switched = document.withEntry(entry.with(next));
        return tried.renewed.replaced().isEmpty()
                ? switched
                : switched.withOperation(retirement(next, tried.renewed.replaced(), end, tried.evidence));
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
                tried.renewed.replaced().isEmpty() || expired ? Optional.empty() : Optional.of(end),
                tried.renewed.detail(),
                tried.evidence);
    }

    @Override
    public RotationReport afterFailure(Operation operation, CallFailure failure) {
        throw failure.toThrow("agent " + flight.agent().id() + ": " + credential.key()
                + ": outcome unknown, the old secret stays in use and the next run looks first: ");
    }

    private Operation retirement(AgentCredential of, List<UpstreamResource> secrets, Instant due, Evidence evidence) {
        Attempts later = Attempts.notBefore(context.clock().instant(), due);
        return Operation.open(
                PendingOperation.Kind.RETIRE,
                of.key(),
                Operation.Details.ofRevocation(
                        of, context.providers().keptForRevocation(of), secrets, later, evidence));
    }

    private AgentCredential applied(AgentCredential old, Renewed renewed) {
        Metadata metadata = renewed.metadata()
                .with(MetadataKeys.ROTATED_AT, Lifetime.text(context.clock().instant()));
        AgentCredential bare = new ManagedCredential(old).without(SAID_OF_THE_SECRET);
        AgentCredentialBuilder builder = new ManagedCredential(bare).reported(metadata).toBuilder();
        for (CredentialItem item : renewed.items()) {
            builder.replaceItem(item);
        }
        AgentCredential next = ManagedCredential.of(builder);
        return renewed.expiresAt()
                .map(expiry -> new ManagedCredential(next)
                        .with(next.metadata().with(MetadataKeys.EXPIRES_AT, Lifetime.text(expiry))))
                .orElse(next);
    }

    /**
     * A new secret.
     *
     * @param renewed what the provider returned
     * @param works whether the upstream takes it
     * @param evidence why it was made, and its trial
     */
    record Tried(Renewed renewed, boolean works, Evidence evidence) {}
}
