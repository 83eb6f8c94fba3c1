package io.meepa.credentials.core.suspend;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Suspends one credential's resource, or resumes it. The mark that keeps it from tools is set in the write of the intent
 * and removed in that of the outcome, so that at no moment a tool gets what may be suspended.
 */
final class SuspendPolicy implements CallPolicy<Verification.State, AgentCredential> {

    private final EngineContext context;
    private final Flight flight;
    private final PendingOperation.Kind kind;
    private final ResourceSuspension suspension;
    private final AgentCredential credential;

    SuspendPolicy(
            EngineContext context,
            Flight flight,
            PendingOperation.Kind kind,
            ResourceSuspension suspension,
            AgentCredential credential) {
        this.context = context;
        this.flight = flight;
        this.kind = kind;
        this.suspension = suspension;
        this.credential = credential;
    }

    @Override
    public Operation intent() {
        return Operation.open(
                kind,
                credential.key(),
                Operation.Details.of(
                        new ManagedCredential(credential).tag(), context.clock().instant(), credential.name()));
    }

    /** The latest request wins: either intent replaces what is left of an earlier one. */
    @Override
    public AgentDocument opened(AgentDocument document) {
        AgentDocument current = Suspensions.open(document, credential)
                .map(left -> document.withoutOperation(left.id()))
                .orElse(document);
        return isSuspend() ? changed(current, this::marked) : current;
    }

    @Override
    public Verification.State call(Attempt attempt) {
        IssueRequest request =
                context.requests().about(flight.agent(), credential).guardedBy(flight.guard());
        Verification answer =
                isSuspend() ? suspension.suspend(credential, request) : suspension.resume(credential, request);
        Verification.State state =
                new ManagedCredential(credential).believed(answer).state();
        Verification.State wanted = isSuspend() ? Verification.State.SUSPENDED : Verification.State.LIVE;
        if (state == wanted || isElsewhere(state)) {
            return state;
        }
        throw new ProviderUnavailableException(named() + ": the upstream does not say that it is "
                + (isSuspend() ? "off" : "on") + "; the next run tries again");
    }

    /** An upstream that is unavailable may have acted on an earlier attempt: the next run tries again. */
    @Override
    public CallFailure.Meaning meaningOf(RuntimeException failure) {
        return failure instanceof ProviderUnavailableException
                ? CallFailure.Meaning.UNKNOWN
                : CallPolicy.super.meaningOf(failure);
    }

    /** What is refused stays as it was: suspended, and on record if it was to be so. */
    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        return failure.nothingDone() && !isSuspend()
                ? Optional.empty()
                : Optional.of(current.because(failure.reason()));
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Verification.State state) {
        if (isSuspend()) {
            return changed(document, this::marked);
        }
        return isElsewhere(state)
                ? changed(document, UnaryOperator.identity())
                : changed(document, live -> new ManagedCredential(live).without(Set.of(MetadataKeys.SUSPENDED_SINCE)));
    }

    @Override
    public AgentCredential recorded(AgentDocument written, Operation operation, Verification.State state) {
        if (isElsewhere(state)) {
            String what = state == Verification.State.GONE ? "gone" : "not ours";
            throw new ProviderRejectedException(
                    isSuspend()
                            ? named() + " was kept from tools, but is " + what + " upstream: reconcile to see more"
                            : named() + " stays suspended: it is " + what
                                    + " upstream; forget it, then provision if another one is wanted");
        }
        return written.managed(credential).map(StoredCredential::credential).orElse(credential);
    }

    @Override
    public AgentCredential afterFailure(Operation operation, CallFailure failure) {
        throw failure.toThrow(
                "agent " + flight.agent().id() + ": outcome unknown, no tool gets it and the next run tries again: ");
    }

    private boolean isSuspend() {
        return kind == PendingOperation.Kind.SUSPEND;
    }

    private static boolean isElsewhere(Verification.State state) {
        return state == Verification.State.GONE || state == Verification.State.FOREIGN;
    }

    private AgentDocument changed(AgentDocument document, UnaryOperator<AgentCredential> change) {
        StoredCredential entry =
                document.managed(credential).orElseThrow(() -> LostOperationException.takenOver(intent()));
        return document.withEntry(entry.with(change.apply(entry.credential())));
    }

    private AgentCredential marked(AgentCredential live) {
        String now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return live.suspended()
                ? live
                : new ManagedCredential(live).with(live.metadata().with(MetadataKeys.SUSPENDED_SINCE, now));
    }

    private String named() {
        return "agent " + flight.agent().id() + ": " + credential.key();
    }
}
