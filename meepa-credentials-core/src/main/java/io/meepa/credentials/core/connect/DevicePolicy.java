package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.provider.ConsentFlow;
import java.util.Optional;

/**
 * Polls once. Polling spends nothing, so a failure leaves the sign-in as it was, unless the service says that it ended. The
 * next poll's time is on record, so that a restart does not poll too early.
 */
final class DevicePolicy implements CallPolicy<DevicePoll, Optional<AgentCredential>> {

    private final EngineContext context;
    private final Flight flight;
    private final ConsentFlow flow;
    private final PendingConsent pending;

    DevicePolicy(EngineContext context, Flight flight, ConsentFlow flow, PendingConsent pending) {
        this.context = context;
        this.flight = flight;
        this.flow = flow;
        this.pending = pending;
    }

    @Override
    public Operation intent() {
        return pending.operation();
    }

    @Override
    public DevicePoll call(Attempt attempt) {
        return flow.poll(ConsentAnswer.of(flight.agent().id(), pending.key().service(), pending.kept())
                .guardedBy(longest -> flight.requireHeld()));
    }

    @Override
    public CallFailure.Meaning meaningOf(RuntimeException failure) {
        return failure instanceof ConsentException ? CallFailure.Meaning.NOTHING_DONE : CallFailure.meaningOf(failure);
    }

    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        boolean ended =
                failure.cause() instanceof ConsentException || failure.cause() instanceof ProviderRejectedException;
        return ended ? Optional.empty() : Optional.of(current.because(failure.reason()));
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, DevicePoll poll) {
        return poll instanceof DevicePoll.Confirmed confirmed
                ? ConnectionChanges.connected(
                        document,
                        ConnectedCredential.of(
                                pending.key(),
                                confirmed.connected(),
                                operation.details().tag(),
                                context.clock().instant()),
                        flow.sharedFate(pending.key().service()),
                        context.clock().instant())
                : document;
    }

    @Override
    public Optional<Operation> afterOutcome(Operation current, DevicePoll poll) {
        return poll instanceof DevicePoll.Waiting waiting
                ? Optional.of(current.withSecrets(PendingConsent.onDevice(
                        pending.until(), context.clock().instant().plus(waiting.pause()), waiting.kept())))
                : Optional.empty();
    }

    @Override
    public Optional<AgentCredential> recorded(AgentDocument written, Operation operation, DevicePoll poll) {
        if (!(poll instanceof DevicePoll.Confirmed confirmed)) {
            return Optional.empty();
        }
        AgentCredential stored = written.matching(pending.key()).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .findFirst()
                .orElseThrow();
        return Optional.of(ConnectPolicy.accepted(flight.agent().id(), stored, confirmed.connected()));
    }

    @Override
    public Optional<AgentCredential> afterFailure(Operation operation, CallFailure failure) {
        throw failure.cause();
    }
}
