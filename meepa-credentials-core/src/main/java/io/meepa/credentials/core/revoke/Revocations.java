package io.meepa.credentials.core.revoke;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.DeprovisioningReport.Outcome;
import io.meepa.credentials.report.PendingOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Works off an agent's queue of revocations. What cannot be revoked now stays in it, with the time of its next attempt;
 * what never can stays on record until a person forgets it.
 */
public final class Revocations implements RevocationQueue, UnfinishedOperations {

    private final EngineContext context;
    private final EndedTogether together;

    /** Creates the revocations of a manager. */
    public Revocations(EngineContext context, EndedTogether together) {
        this.context = context;
        this.together = together;
    }

    @Override
    public boolean pending(AgentDocument document) {
        Instant now = context.clock().instant();
        return document.operations().stream()
                .anyMatch(operation -> isDue(operation)
                        || (operation.queued()
                                && now.isBefore(operation.details().attempts().last())));
    }

    @Override
    public void finish(Flight flight) {
        AgentDocument document = flight.vault().read();
        work(flight, operation -> isDue(operation) || standsInTheWay(document, operation));
    }

    /** What is still alive upstream may hold the name that the next one needs: it goes first, due or not. */
    private boolean standsInTheWay(AgentDocument document, Operation operation) {
        return operation.kind() == PendingOperation.Kind.REVOKE
                && operation.state() == Operation.State.OPEN
                && document.inUse(operation.category(), operation.service()).isEmpty()
                && context.providers()
                        .serving(operation.category(), operation.service())
                        .flatMap(ProviderBinding::opened)
                        .filter(opened -> opened.issuer().unavailable().isEmpty())
                        .isPresent();
    }

    @Override
    public boolean isDue(Operation operation) {
        return operation.queued()
                && operation.state() == Operation.State.OPEN
                && operation.details().attempts().due(context.clock().instant());
    }

    @Override
    public List<Outcome> work(Flight flight, Predicate<Operation> chosen) {
        List<Outcome> outcomes = new ArrayList<>();
        AgentDocument document = anchored(flight);
        for (Operation operation : document.operations()) {
            if (operation.queued() && chosen.test(operation)) {
                outcomes.add(worked(flight, document, operation));
            }
        }
        return outcomes;
    }

    private Outcome worked(Flight flight, AgentDocument document, Operation operation) {
        if (operation.state() == Operation.State.IRREVOCABLE) {
            return new Outcome(
                    operation.key(),
                    End.UNSUPPORTED,
                    operation.details().attempts().reason());
        }
        return document.unknownOperation(operation.category(), operation.service())
                .map(newer -> new Outcome(operation.key(), End.QUEUED, newer.reason()))
                .orElseGet(() -> {
                    List<AgentId> ended = together.with(flight.agent().id(), document, operation);
                    return ended.isEmpty() ? revoke(flight, operation) : leftAlive(flight, operation, ended);
                });
    }

    /** The tokens end with the connections that share their fate; until then they are worth more alive. */
    private Outcome leftAlive(Flight flight, Operation operation, List<AgentId> ended) {
        String why = "taking the tokens back would end the connections of " + ended;
        flight.update(document -> document.withoutOperation(operation.id()));
        context.events()
                .report(
                        flight.agent().id(),
                        Kind.REVOKE,
                        Phase.NOTED,
                        operation.key().toString(),
                        why);
        return new Outcome(operation.key(), End.LEFT_ALIVE, why);
    }

    /** A clock that was put back would keep what is queued waiting for as long. */
    private AgentDocument anchored(Flight flight) {
        return flight.update(document -> {
            AgentDocument anchored = document;
            for (Operation operation : document.operations()) {
                Attempts attempts =
                        operation.details().attempts().anchored(context.clock().instant());
                if (operation.queued()
                        && attempts.due()
                                .isBefore(operation.details().attempts().due())) {
                    anchored = anchored.withOperation(operation.tried(attempts));
                }
            }
            return anchored;
        });
    }

    private Outcome revoke(Flight flight, Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        Events.Course course = context.events().begin(flight.agent().id(), Kind.REVOKE, subject, "");
        Outcome outcome;
        try {
            outcome =
                    new RecordedCall<>(context, flight, new RevokePolicy(context, flight, operation)).retry(operation);
        } catch (LostOperationException e) {
            // Another run works it off, or will.
            outcome = new Outcome(operation.key(), End.QUEUED, FailureMessages.of(e));
        } catch (RuntimeException e) {
            course.failed(e.getClass().getSimpleName());
            throw e;
        }
        course.ended(
                outcome.end() == End.REVOKED || outcome.end() == End.ALREADY_GONE,
                outcome.detail(),
                outcome.evidence());
        return outcome;
    }
}
