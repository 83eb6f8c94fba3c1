package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.LockLostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a call that changes something upstream happens exactly once. Every use case goes through here, and differs by its
 * {@link CallPolicy} alone.
 *
 * <ol>
 *   <li><b>Intent.</b> The operation, with the tag that the resource will bear, is durable before the first call. It is
 *       opened only if, in the same write, the slot still is what was planned from ({@link Slot}). Operations of one run may
 *       be opened in one write ({@link #openAll}). An operation that an earlier run left is taken up instead: from then on
 *       that run, should it still live, can record nothing. If its lock was lost, not released, a call of it may be under
 *       way: it is waited for.
 *   <li><b>Lock.</b> Before the call, and in each checkpoint, the flight's lock must still be held for longer than a call
 *       may take ({@link Flight#requireHeld}). A run that was held up for too long calls nothing more.
 *   <li><b>Call.</b> The provider reports each resource and each secret that is shown once through the checkpoint, and
 *       each is durable before its next call. What is learnt is recorded first, and the lock is asked then.
 *   <li><b>Classification.</b> A failure means that nothing was done, or that nobody knows ({@link CallFailure}). Only the
 *       first may end the operation, and only if no earlier call may have acted and nothing was learnt. Everything else
 *       stays on record: the next run hands the provider what is known, and it looks before it creates.
 *   <li><b>Record.</b> The outcome and the end of the operation are one atomic write, made only while the operation is
 *       still this run's ({@link Journal#held}): the same kind, tag and count of attempts.
 * </ol>
 *
 * <p>A crash at any point leaves either no operation and nothing upstream, or an operation on record. A run that lost its
 * operation, or its lock, throws {@link LostOperationException} and writes nothing.
 *
 * @param <R> what the provider returns
 * @param <T> what the use case returns
 */
public final class RecordedCall<R, T> {

    private final EngineContext context;
    private final Flight flight;
    private final CallPolicy<R, T> policy;
    private final Journal journal;

    /** Creates the call of one use case within a flight. */
    public RecordedCall(EngineContext context, Flight flight, CallPolicy<R, T> policy) {
        this.context = context;
        this.flight = flight;
        this.policy = policy;
        this.journal = new Journal(flight, context.clock());
    }

    /**
     * Opens an operation and calls.
     *
     * @param planned the slot that this was decided from
     * @throws LostOperationException if the slot changed since, or the lock or the operation was lost
     */
    public T open(Slot planned) {
        return opened(planned, false);
    }

    /**
     * Returns this call with its intent, to be opened beside others by {@link #openAll}.
     *
     * @param planned the slot that this was decided from
     */
    public Planned<R, T> plannedFrom(Slot planned) {
        return new Planned<>(this, new Journal.Opening(policy.intent(), planned, policy::opened));
    }

    /**
     * Opens the operations of calls of one flight in one write, each if its slot still is what it was planned from. Nothing
     * is called yet. A crash leaves all these intents on record: so each call has to be one that may be repeated, and to be
     * made at once.
     */
    public static <R, T> void openAll(Flight flight, List<Planned<R, T>> calls) {
        if (calls.isEmpty()) {
            return;
        }
        Map<String, RuntimeException> refused =
                Journal.openAll(flight, calls.stream().map(call -> call.opening).toList());
        calls.forEach(call -> call.opened(refused));
    }

    /**
     * Opens an operation about resources that are there already, and calls: the provider is handed them and looks first.
     *
     * @param planned the slot that this was decided from
     * @throws LostOperationException if the slot changed since, or the lock or the operation was lost
     */
    public T adopt(Slot planned) {
        return opened(planned, true);
    }

    /**
     * Takes up an operation of an earlier run and calls.
     *
     * @throws LostOperationException if another run took it up since, or the lock or the operation was lost
     */
    public T takeUp(Operation left) {
        flight.awaitFormerCalls(context.sleeper());
        flight.requireHeld();
        Operation taken = journal.takeUp(left);
        return call(new CallPolicy.Attempt(taken, true, journal.checkpoint(taken)));
    }

    /**
     * Calls for an operation of the revocation queue. Revoking the same resource twice does no harm, so no write is spent
     * on taking it up.
     */
    public T retry(Operation queued) {
        return call(new CallPolicy.Attempt(queued, true, journal.checkpoint(queued)));
    }

    /** Records what an earlier call of this process returned and the store did not take. Nothing is called. */
    public T record(Operation operation, R result) {
        AtomicReference<Operation> ended = new AtomicReference<>(operation);
        AgentDocument written = journal.write(operation, (document, current) -> {
            ended.set(current);
            Optional<Operation> left = policy.afterOutcome(current, result);
            return policy.outcome(with(document, current, left), current, result);
        });
        return policy.recorded(written, Objects.requireNonNull(ended.get()), result);
    }

    /** Changes what is on record of an operation that an earlier run left. Nothing is called. */
    public void note(Operation operation, UnaryOperator<Operation> change) {
        journal.write(operation, (document, current) -> document.withOperation(change.apply(current)));
    }

    private T opened(Slot planned, boolean resumed) {
        Journal.Opening opening = new Journal.Opening(policy.intent(), planned, policy::opened);
        flight.requireHeld();
        journal.open(opening);
        return called(opening.intent(), resumed);
    }

    private T called(Operation intent, boolean resumed) {
        return call(new CallPolicy.Attempt(intent, resumed, journal.checkpoint(intent)));
    }

    private T call(CallPolicy.Attempt attempt) {
        flight.requireHeld();
        Operation operation = attempt.operation();
        R result;
        try {
            result = context.events().calling(flight.agent().id(), operation, () -> policy.call(attempt));
        } catch (LostOperationException e) {
            throw e.afterCall(operation);
        } catch (LockLostException e) {
            throw LostOperationException.lockLost(flight.agent().id()).afterCall(operation);
        } catch (RuntimeException e) {
            return failed(attempt, failure(operation, e));
        }
        R checked = policy.checked(operation, result);
        try {
            return record(operation, checked);
        } catch (LostOperationException e) {
            policy.lost(operation);
            throw e.afterCall(operation);
        }
    }

    private T failed(CallPolicy.Attempt attempt, CallFailure failure) {
        journal.write(attempt.operation(), (document, current) -> {
            Optional<Operation> left = policy.afterFailure(attempt, current, failure);
            return policy.failed(with(document, current, left), failure);
        });
        return policy.afterFailure(attempt.operation(), failure);
    }

    private CallFailure failure(Operation operation, RuntimeException cause) {
        return new CallFailure(cause, policy.meaningOf(cause), FailureMessages.of(cause, policy.secrets(operation)));
    }

    private static AgentDocument with(AgentDocument document, Operation current, Optional<Operation> left) {
        return left.map(document::withOperation).orElseGet(() -> document.withoutOperation(current.id()));
    }

    /**
     * A call whose operation is opened beside those of others.
     *
     * @param <R> what the provider returns
     * @param <T> what the use case returns
     */
    public static final class Planned<R, T> {

        private final Journal.Opening opening;
        private final Supplier<T> call;
        private Optional<RuntimeException> refused =
                Optional.of(new IllegalStateException("its operation is not opened yet"));

        private Planned(RecordedCall<R, T> call, Journal.Opening opening) {
            this.opening = opening;
            this.call = () -> call.called(opening.intent(), false);
        }

        private void opened(Map<String, RuntimeException> allRefused) {
            refused = Optional.ofNullable(allRefused.get(opening.intent().id()));
        }

        /**
         * Calls.
         *
         * @throws LostOperationException if the slot changed since it was planned from, or the lock or the operation was lost
         */
        public T make() {
            if (refused.isPresent()) {
                throw refused.get();
            }
            return call.get();
        }
    }
}
