package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.spi.StoreLock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches managed credentials off for now and on again. The last word counts: either ends what is left of the other. */
final class Suspensions {

    private static final Logger LOG = LoggerFactory.getLogger(Suspensions.class);

    private final Work work;

    Suspensions(Work work) {
        this.work = work;
    }

    CredentialSummary suspend(AgentChoice agent, AgentVault vault, CredentialKey key) {
        return alone(agent, vault, () -> {
            AgentCredential credential = inUse(agent, vault.read(), key);
            return flight(agent, vault, credential).suspend(credential);
        });
    }

    CredentialSummary resume(AgentChoice agent, AgentVault vault, CredentialKey key) {
        return alone(agent, vault, () -> {
            AgentCredential credential = inUse(agent, vault.read(), key);
            return flight(agent, vault, credential).resume(credential);
        });
    }

    /** Switches off what somebody switched on upstream, for a caller that holds the flight lock. */
    void again(AgentChoice agent, AgentVault vault, AgentCredential credential) {
        flight(agent, vault, credential).suspend(credential);
    }

    /** Tells whether an earlier run left one unfinished. */
    boolean open(AgentDocument document) {
        return document.operations().stream().anyMatch(Suspensions::suspension);
    }

    /** Returns what is on record of a credential's suspension and has not ended. */
    static Optional<Operation> open(AgentDocument document, AgentCredential credential) {
        return document.operations().stream()
                .filter(operation -> suspension(operation)
                        && operation.category().equals(credential.category())
                        && operation.service().equals(credential.service()))
                .findFirst();
    }

    /** Finishes what earlier runs left, for a caller that holds the flight lock. A failure leaves it for the next run. */
    void finish(AgentChoice agent, AgentVault vault) {
        for (Operation operation : vault.read().operations()) {
            if (suspension(operation)) {
                finish(agent, vault, operation);
            }
        }
    }

    /** Returns why it could not be finished, or empty. */
    Optional<String> finish(AgentChoice agent, AgentVault vault, Operation operation) {
        boolean off = operation.kind() == Operation.Kind.SUSPEND;
        Kind kind = off ? Kind.SUSPEND : Kind.RESUME;
        CredentialKey key = CredentialKey.of(operation.category(), operation.service())
                .named(operation.details().name());
        work.events().tell(agent.id(), kind, Phase.BEGUN, key.toString(), "left by an earlier run");
        Optional<String> failure = Optional.empty();
        try {
            AgentCredential credential = inUse(agent, vault.read(), key);
            flight(agent, vault, credential).finish(operation, credential);
        } catch (RuntimeException e) {
            failure = Optional.of(Reason.of(e));
        }
        Phase end = failure.isEmpty() ? Phase.SUCCEEDED : Phase.FAILED;
        work.events().tell(agent.id(), kind, end, key.toString(), failure.orElse(""));
        return failure;
    }

    static boolean suspension(Operation operation) {
        return operation.kind() == Operation.Kind.SUSPEND || operation.kind() == Operation.Kind.RESUME;
    }

    private CredentialSummary alone(AgentChoice agent, AgentVault vault, Supplier<AgentCredential> action) {
        try (StoreLock flight = vault.flight(work.patience())) {
            LOG.debug("suspension of {} under {}", agent.id(), flight);
            return action.get().summary();
        } catch (LostOperationException e) {
            throw new ProviderIndeterminateException("agent " + agent.id() + ": " + e.getMessage(), e);
        }
    }

    private SuspensionFlight flight(AgentChoice agent, AgentVault vault, AgentCredential credential) {
        Issuance issuance = work.planner()
                .serving(credential.category(), credential.service())
                .orElseThrow(() -> new ProviderUnsupportedException(
                        "provider " + credential.service() + " is not configured now for " + credential.category()
                                + ": configure it to suspend and resume"));
        return new SuspensionFlight(agent, issuance, vault, work);
    }

    private static AgentCredential inUse(AgentChoice agent, AgentDocument document, CredentialKey key) {
        AgentCredential credential = new OwnCredentials(agent.id()).find(document, key);
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
