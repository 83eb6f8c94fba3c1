package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.DeprovisioningReport.End;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.RotationReport;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.StoreLock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews secrets of managed credentials: one at a time for each credential, so that at most two are alive. */
final class Rotations {

    private static final Logger LOG = LoggerFactory.getLogger(Rotations.class);

    private final Work work;

    Rotations(Work work) {
        this.work = work;
    }

    RotationReport rotate(AgentChoice agent, AgentVault vault, CredentialKey key) {
        try (StoreLock flight = vault.flight(work.patience())) {
            LOG.debug("rotation of {} of {} under {}", key, agent.id(), flight);
            AgentCredential credential = rotatable(agent, vault.read(), key);
            retireFormer(agent, vault, credential);
            return flight(agent, vault, credential).fly(vault.read(), credential);
        } catch (LostOperationException e) {
            throw new ProviderIndeterminateException("agent " + agent.id() + ": " + e.getMessage(), e);
        }
    }

    /** Tells whether an earlier run left a rotation unfinished. */
    boolean open(AgentDocument document) {
        return document.operations().stream().anyMatch(Rotations::open);
    }

    /** Finishes what earlier runs left, for a caller that holds the flight lock. A failure leaves it for the next run. */
    void finish(AgentChoice agent, AgentVault vault) {
        for (Operation operation : vault.read().operations()) {
            if (open(operation)) {
                finish(agent, vault, operation);
            }
        }
    }

    /** Returns why it could not be finished, or empty. */
    Optional<String> finish(AgentChoice agent, AgentVault vault, Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        Events.Course course = work.events().begin(agent.id(), Kind.ROTATE, subject, "left by an earlier run");
        Optional<String> failure = Optional.empty();
        try {
            CredentialKey key = CredentialKey.of(operation.category(), operation.service())
                    .named(operation.details().name());
            AgentDocument document = vault.read();
            AgentCredential credential = rotatable(agent, document, key);
            flight(agent, vault, credential).fly(document, credential);
        } catch (RuntimeException e) {
            failure = Optional.of(Reason.of(e, operation.details().secrets()));
        }
        course.ended(failure.isEmpty(), failure.orElse(""));
        return failure;
    }

    private static boolean open(Operation operation) {
        return operation.kind() == Operation.Kind.ROTATE && operation.state() == Operation.State.OPEN;
    }

    private RotationFlight flight(AgentChoice agent, AgentVault vault, AgentCredential credential) {
        Issuance issuance = issuance(credential);
        SecretRotation rotation = issuance.opened().orElseThrow().issuer().rotation();
        return new RotationFlight(agent, issuance, rotation, vault, work);
    }

    private static AgentCredential rotatable(AgentChoice agent, AgentDocument document, CredentialKey key) {
        AgentCredential credential = new OwnCredentials(agent.id()).find(document, key);
        if (!credential.managed()) {
            throw new ProviderUnsupportedException("agent " + agent.id() + ": " + credential.key()
                    + " is an own credential: replace it to give it a new secret");
        }
        if (!credential.status().usable()) {
            throw new CredentialNotFoundException("agent " + agent.id() + ": " + credential.key()
                    + " has no secret in use to renew: provision it first");
        }
        if (credential.suspended()) {
            throw new CredentialNotFoundException("agent " + agent.id() + ": " + credential.key()
                    + " is suspended, so its secret cannot be tried: resume it first");
        }
        return credential;
    }

    private Issuance issuance(AgentCredential credential) {
        return work.planner()
                .serving(credential.category(), credential.service())
                .orElseThrow(() -> new ProviderUnsupportedException("provider " + credential.service()
                        + " is not configured now for " + credential.category() + ": configure it to rotate"));
    }

    private void retireFormer(AgentChoice agent, AgentVault vault, AgentCredential credential) {
        List<DeprovisioningReport.Outcome> outcomes = work.revocations()
                .work(
                        agent.id(),
                        vault,
                        operation -> operation.kind() == Operation.Kind.RETIRE
                                && operation.category().equals(credential.category())
                                && operation.service().equals(credential.service()));
        for (DeprovisioningReport.Outcome outcome : outcomes) {
            if (outcome.end() == End.QUEUED) {
                throw new ProviderUnavailableException("agent " + agent.id() + ": the secret that the last rotation of "
                        + credential.key() + " replaced could not be taken back yet, and a third is not made: "
                        + outcome.detail());
            }
        }
    }

    static Optional<Entry> entry(AgentDocument document, AgentCredential credential) {
        return document.matching(credential.key()).stream()
                .filter(entry -> entry.credential().managed())
                .findFirst();
    }
}
