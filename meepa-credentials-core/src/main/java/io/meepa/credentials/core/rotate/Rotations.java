package io.meepa.credentials.core.rotate;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.FailureMessages;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.core.operation.UnfinishedOperations;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.DeprovisioningReport.End;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.RotationReport;
import io.meepa.credentials.spi.provider.SecretRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Renews secrets of managed credentials: one at a time per credential, so that at most two are alive. */
public final class Rotations implements UnfinishedOperations {

    private final EngineContext context;
    private final RevocationQueue queue;
    private final Duration overlap;

    /**
     * Creates the rotations of a manager.
     *
     * @param context what use cases share
     * @param queue where replaced secrets go
     * @param overlap how long a secret that was replaced stays good
     */
    public Rotations(EngineContext context, RevocationQueue queue, Duration overlap) {
        this.context = context;
        this.queue = queue;
        this.overlap = overlap;
    }

    /** Gives a managed credential a new secret. */
    public RotationReport rotate(AgentChoice agent, AgentVault vault, CredentialKey key) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            AgentCredential credential = rotatable(agent, vault.read(), key);
            retireFormer(flight, credential);
            return run(flight, vault.read(), credential, because("asked to renew the secret of " + credential.key()));
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    @Override
    public boolean pending(AgentDocument document) {
        return document.operations().stream().anyMatch(Rotations::open);
    }

    @Override
    public void finish(Flight flight) {
        for (Operation operation : flight.vault().read().operations()) {
            if (open(operation)) {
                finish(flight, operation);
            }
        }
    }

    /** Finishes one that an earlier run left; returns why it could not be finished, or empty. */
    public Optional<String> finish(Flight flight, Operation operation) {
        return reported(
                flight,
                operation.key(),
                "left by an earlier run",
                operation.details().secrets(),
                () -> {
                    AgentDocument document = flight.vault().read();
                    return run(
                            flight,
                            document,
                            rotatable(flight.agent(), document, operation.key()),
                            operation.evidence());
                });
    }

    /** Renews one that ends soon; returns why it could not be renewed, or empty. */
    Optional<String> renew(Flight flight, AgentCredential credential, Instant end) {
        return reported(flight, credential.key(), "ends at " + end, Map.of(), () -> {
            retireFormer(flight, credential);
            AgentDocument document = flight.vault().read();
            return run(
                    flight,
                    document,
                    rotatable(flight.agent(), document, credential.key()),
                    because("read the record: the secret of " + credential.key() + " ends at " + end));
        });
    }

    /** One rotation's failure never stops a run: the secret in use stays. */
    private Optional<String> reported(
            Flight flight,
            CredentialKey key,
            String why,
            Map<String, Secret> secrets,
            Supplier<RotationReport> rotation) {
        Events.Course course =
                context.events().begin(flight.agent().id(), Kind.ROTATE, key.category() + "/" + key.service(), why);
        try {
            course.ended(true, "", Optional.of(rotation.get().evidence()));
            return Optional.empty();
        } catch (RuntimeException e) {
            String failure = FailureMessages.of(e, secrets);
            course.failed(failure);
            return Optional.of(failure);
        }
    }

    private Evidence because(String why) {
        return Evidence.recorded(context.clock().instant(), why);
    }

    private RotationReport run(Flight flight, AgentDocument document, AgentCredential credential, Evidence why) {
        SecretRotation rotation = context.providers()
                .required(credential.category(), credential.service(), "rotate")
                .issuer()
                .rotation()
                .orElseThrow(() -> new ProviderUnsupportedException(credential.key()
                        + ": its provider cannot renew a secret: the one it has stays good until it is revoked"));
        RecordedCall<RotatePolicy.Tried, RotationReport> call = new RecordedCall<>(
                context, flight, new RotatePolicy(context, flight, queue, rotation, credential, overlap, why));
        return document.operation(PendingOperation.Kind.ROTATE, credential.category(), credential.service())
                .map(call::takeUp)
                .orElseGet(() -> call.open(Slot.of(document, credential.key())));
    }

    private static boolean open(Operation operation) {
        return operation.kind() == PendingOperation.Kind.ROTATE && operation.state() == Operation.State.OPEN;
    }

    private static AgentCredential rotatable(AgentChoice agent, AgentDocument document, CredentialKey key) {
        AgentCredential credential = new CredentialLookup(agent.id()).find(document, key);
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

    private void retireFormer(Flight flight, AgentCredential credential) {
        List<DeprovisioningReport.Outcome> outcomes = queue.work(
                flight,
                operation -> operation.kind() == PendingOperation.Kind.RETIRE
                        && operation.concerns(credential.category(), credential.service()));
        for (DeprovisioningReport.Outcome outcome : outcomes) {
            if (outcome.end() == End.QUEUED) {
                throw new ProviderUnavailableException("agent " + flight.agent().id()
                        + ": the secret that the last rotation of " + credential.key()
                        + " replaced could not be taken back yet, and a third is not made: " + outcome.detail());
            }
        }
    }
}
