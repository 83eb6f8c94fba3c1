package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.RotationReport;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Renewed;
import io.meepa.credentials.spi.SecretRotation;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Renews one credential's secret: intent, new secret, trial, switch in one write that also queues the old one for later. The
 * old one stays in use until the switch, and good until the overlap has passed.
 */
final class RotationFlight {

    private final AgentChoice agent;
    private final Issuance issuance;
    private final SecretRotation rotation;
    private final AgentVault vault;
    private final Work work;
    private final Journal journal;

    RotationFlight(AgentChoice agent, Issuance issuance, SecretRotation rotation, AgentVault vault, Work work) {
        this.agent = agent;
        this.issuance = issuance;
        this.rotation = rotation;
        this.vault = vault;
        this.work = work;
        this.journal = new Journal(vault, work.planner().categories(), work.clock());
    }

    RotationReport fly(AgentDocument document, AgentCredential credential) {
        Optional<Operation> left =
                document.operation(Operation.Kind.ROTATE, credential.category(), credential.service());
        Operation operation = left.map(journal::takeUp).orElseGet(() -> opened(credential));
        IssueRequest request = left.isPresent()
                ? Requests.resumed(agent, operation, journal.checkpoint(operation))
                : Requests.first(agent, operation, journal.checkpoint(operation));
        Renewed renewed = renewed(operation, credential, request, left.isPresent());
        AgentCredential next = applied(credential, renewed);
        if (!rotation.works(next)) {
            throw refused(operation, credential);
        }
        return switched(operation, next, renewed);
    }

    private Operation opened(AgentCredential credential) {
        Operation operation = new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.ROTATE,
                Operation.State.OPEN,
                credential.category(),
                credential.service(),
                Operation.Details.of(
                        work.requests().newTag(agent, issuance.category()),
                        work.clock().instant(),
                        credential.name()),
                Map.of());
        journal.open(operation);
        return operation;
    }

    private Renewed renewed(Operation operation, AgentCredential credential, IssueRequest request, boolean resumed) {
        try {
            return rotation.renew(credential, request);
        } catch (LostOperationException e) {
            throw e;
        } catch (ProviderRejectedException
                | ProviderUnavailableException
                | ProviderUnsupportedException
                | ConfigurationException e) {
            // This call did nothing; an earlier one, whose answer was lost, may have.
            note(operation, e, resumed);
            throw e;
        } catch (ProviderException e) {
            note(operation, e, true);
            throw e;
        } catch (RuntimeException e) {
            note(operation, e, true);
            throw new ProviderIndeterminateException("agent " + agent.id() + ": " + credential.key()
                    + ": outcome unknown, the old secret stays in use and" + " the next run looks first: "
                    + Reason.of(e));
        }
    }

    private void note(Operation operation, RuntimeException failure, boolean keepOpen) {
        String reason = Reason.of(failure, operation.details().secrets());
        vault.update(document -> {
            Operation current = Journal.held(document, operation);
            return keepOpen || !current.details().resources().isEmpty()
                    ? document.withOperation(
                            current.tried(current.details().attempts().because(reason)))
                    : document.withoutOperation(operation.id());
        });
    }

    /** The new secret goes, not the old one. */
    private ProviderException refused(Operation operation, AgentCredential credential) {
        vault.update(document -> {
            Operation current = Journal.held(document, operation);
            return document.withoutOperation(operation.id())
                    .withOperation(retirement(
                            credential,
                            current.details().resources(),
                            work.clock().instant()));
        });
        work.revocations().work(agent.id(), vault, work.revocations()::due);
        return new ProviderRejectedException("agent " + agent.id() + ": the upstream refuses the new secret of "
                + credential.key() + ": the old one stays in use, the new one is taken back");
    }

    private RotationReport switched(Operation operation, AgentCredential next, Renewed renewed) {
        Instant end = work.clock().instant().plus(work.overlap());
        UnaryOperator<AgentDocument> queue = renewed.replaced().isEmpty()
                ? document -> document
                : document -> document.withOperation(retirement(next, renewed.replaced(), end));
        vault.update(document -> {
            Journal.held(document, operation);
            Entry entry = Rotations.entry(document, next).orElseThrow(() -> new LostOperationException(operation));
            // Applied once more: a token of it may have been renewed since.
            Entry switched = entry.with(applied(entry.credential(), renewed));
            return queue.apply(document.withEntry(switched).withoutOperation(operation.id()));
        });
        return new RotationReport(
                agent.id(),
                next.key(),
                renewed.replaced().isEmpty() ? Optional.empty() : Optional.of(end),
                renewed.detail());
    }

    private Operation retirement(AgentCredential credential, List<UpstreamResource> secrets, Instant due) {
        Instant now = work.clock().instant();
        return new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.RETIRE,
                Operation.State.OPEN,
                credential.category(),
                credential.service(),
                new Operation.Details(
                        Tombstones.tag(credential),
                        now,
                        secrets,
                        Map.of(),
                        Tombstones.ids(credential),
                        credential.metadata(),
                        Map.of(),
                        credential.name(),
                        Attempts.notBefore(now, due),
                        Map.of()),
                Map.of());
    }

    private static AgentCredential applied(AgentCredential credential, Renewed renewed) {
        AgentCredentialBuilder builder = Managed.told(credential, renewed.metadata()).toBuilder();
        for (CredentialItem item : renewed.items()) {
            builder.replaceItem(item.key(), item.value(), item.type());
        }
        return Managed.of(builder);
    }
}
