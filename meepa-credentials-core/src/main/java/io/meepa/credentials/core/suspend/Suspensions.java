package io.meepa.credentials.core.suspend;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.Optional;

/** Suspends managed credentials and resumes them. Suspend and resume supersede each other; the latest request wins. */
public final class Suspensions implements UnfinishedOperations {

    private final EngineContext context;

    /** Creates the suspensions of a manager. */
    public Suspensions(EngineContext context) {
        this.context = context;
    }

    /** Suspends a credential's resource. */
    public CredentialSummary suspend(AgentChoice agent, AgentVault vault, CredentialKey key) {
        return alone(agent, vault, PendingOperation.Kind.SUSPEND, key);
    }

    /** Resumes a credential's resource. */
    public CredentialSummary resume(AgentChoice agent, AgentVault vault, CredentialKey key) {
        return alone(agent, vault, PendingOperation.Kind.RESUME, key);
    }

    /** Suspends once more what was resumed upstream by somebody else. */
    public void again(Flight flight, AgentCredential credential) {
        open(flight, PendingOperation.Kind.SUSPEND, flight.vault().read(), credential);
    }

    @Override
    public boolean pending(AgentDocument document) {
        return document.operations().stream().anyMatch(Operation::suspends);
    }

    @Override
    public void finish(Flight flight) {
        for (Operation operation : flight.vault().read().operations()) {
            if (operation.suspends()) {
                finish(flight, operation);
            }
        }
    }

    /** Finishes one that an earlier run left; returns why it could not be finished, or empty. */
    public Optional<String> finish(Flight flight, Operation operation) {
        Kind kind = operation.kind() == PendingOperation.Kind.SUSPEND ? Kind.SUSPEND : Kind.RESUME;
        String subject = operation.key().toString();
        context.events().report(flight.agent().id(), kind, Phase.BEGUN, subject, "left by an earlier run");
        Optional<String> failure = Optional.empty();
        try {
            AgentCredential credential = inUse(flight.agent(), flight.vault().read(), operation.key());
            call(flight, operation.kind(), credential).takeUp(operation);
        } catch (RuntimeException e) {
            failure = Optional.of(FailureMessages.of(e));
        }
        Phase end = failure.isEmpty() ? Phase.SUCCEEDED : Phase.FAILED;
        context.events().report(flight.agent().id(), kind, end, subject, failure.orElse(""));
        return failure;
    }

    /** Returns what is on record of a credential's suspension and has not ended. */
    static Optional<Operation> open(AgentDocument document, AgentCredential credential) {
        return document.operations(credential.category(), credential.service()).stream()
                .filter(Operation::suspends)
                .findFirst();
    }

    private CredentialSummary alone(
            AgentChoice agent, AgentVault vault, PendingOperation.Kind kind, CredentialKey key) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            AgentDocument document = vault.read();
            return open(flight, kind, document, inUse(agent, document, key)).summary();
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    private AgentCredential open(
            Flight flight, PendingOperation.Kind kind, AgentDocument document, AgentCredential credential) {
        return call(flight, kind, credential).open(Slot.of(document, credential.key()));
    }

    /** Refuses a provider that cannot, before anything is on record. */
    private RecordedCall<Verification.State, AgentCredential> call(
            Flight flight, PendingOperation.Kind kind, AgentCredential credential) {
        ResourceSuspension suspension = context.providers()
                .required(credential.category(), credential.service(), "suspend and resume")
                .issuer()
                .suspension()
                .orElseThrow(
                        () -> new ProviderUnsupportedException(
                                credential.key()
                                        + " cannot be switched off for now: deprovisioning the agent revokes it for good, with all else that is managed"));
        return new RecordedCall<>(context, flight, new SuspendPolicy(context, flight, kind, suspension, credential));
    }

    private static AgentCredential inUse(AgentChoice agent, AgentDocument document, CredentialKey key) {
        AgentCredential credential = new CredentialLookup(agent.id()).find(document, key);
        if (!credential.managed()) {
            throw new ProviderUnsupportedException("agent " + agent.id() + ": " + credential.key()
                    + " is an own credential: remove it to keep it from tools");
        }
        if (!credential.status().usable()) {
            throw new CredentialNotFoundException("agent " + agent.id() + ": " + credential.key()
                    + " has nothing upstream to suspend or resume: provision it first");
        }
        return credential;
    }
}
