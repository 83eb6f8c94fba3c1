package io.meepa.credentials.core.revoke;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns managed credentials and unfinished creations into revocations on record. From then on their secrets are gone
 * here, whatever the upstream says: what is kept is what revoking needs. Functions from a document to the next.
 */
public final class PendingRevocations {

    private PendingRevocations() {}

    /**
     * Queues everything managed in a document. A credential that was never created upstream needs no revocation. What was
     * put off until later is due now. A slot with an operation of a newer version is left alone.
     *
     * @param evidence why all of it goes, secrets included
     */
    public static AgentDocument queueAll(
            AgentDocument document, ProviderRegistry providers, Instant now, Evidence evidence) {
        AgentDocument queued = document;
        for (Operation operation : document.operations()) {
            if (document.unknownOperation(operation.category(), operation.service())
                    .isEmpty()) {
                queued = queue(queued, operation, evidence);
            }
        }
        for (StoredCredential entry : document.entries()) {
            AgentCredential credential = entry.credential();
            if (credential.managed()
                    && document.unknownOperation(credential.category(), credential.service())
                            .isEmpty()) {
                queued = queued.without(credential.key()).withoutRefresh(credential.key());
                // A token that was issued for another ends by itself, and with what it was issued for.
                if (new ManagedCredential(credential).hasResource()) {
                    queued = queue(queued, credential, providers.keptForRevocation(credential), now, evidence);
                }
            }
        }
        return queued;
    }

    private static AgentDocument queue(AgentDocument document, Operation operation, Evidence evidence) {
        List<UpstreamResource> resources = operation.details().resources();
        return switch (operation.kind()) {
            case CREATE -> replaced(document, operation.as(PendingOperation.Kind.REVOKE, resources), evidence);
            case ROTATE ->
                resources.isEmpty()
                        ? document.withoutOperation(operation.id())
                        : replaced(document, operation.as(PendingOperation.Kind.RETIRE, resources), evidence);
            case RETIRE, REVOKE -> replaced(document, operation, evidence);
            case REFRESH, UNKNOWN -> document;
            case CONNECT, SUSPEND, RESUME ->
                document.withoutOperation(operation.id()); // Of no use to what goes for good.
        };
    }

    private static AgentDocument replaced(AgentDocument document, Operation operation, Evidence evidence) {
        Operation due =
                operation.basedOn(evidence).tried(operation.details().attempts().atOnce());
        return document.withOperation(
                due.state() == Operation.State.INDETERMINATE ? due.in(Operation.State.OPEN) : due);
    }

    /** Revoking a resource revokes all its secrets: single ones that were queued become part of it. */
    private static AgentDocument queue(
            AgentDocument document,
            AgentCredential credential,
            List<CredentialItem> kept,
            Instant now,
            Evidence evidence) {
        List<UpstreamResource> resources = new ArrayList<>();
        AgentDocument queued = document;
        for (Operation operation : document.operations(credential.category(), credential.service())) {
            if (operation.kind() == PendingOperation.Kind.RETIRE) {
                resources.addAll(operation.details().resources());
                queued = queued.withoutOperation(operation.id());
            }
        }
        return queued.withOperation(Operation.open(
                PendingOperation.Kind.REVOKE,
                credential.key(),
                Operation.Details.ofRevocation(
                        credential,
                        kept,
                        resources,
                        Attempts.none(now),
                        new ManagedCredential(credential).onItsAccount(evidence))));
    }
}
