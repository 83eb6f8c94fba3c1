package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.Disconnection.End;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.PendingOperation;
import java.util.List;
import java.util.Optional;

/**
 * Ends connections. The credential leaves, and the intent to take its tokens back is put on record, in one write; then the
 * queue is worked off. Where taking back would end connections of other agents, nothing is taken back.
 */
final class Disconnecting {

    /** How often it looks, since renewals go on beside it. */
    private static final int LOOKS = 5;

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;
    private final ConnectionServices services;
    private final RevocationQueue queue;

    Disconnecting(
            EngineContext context,
            AgentChoice agent,
            AgentVault vault,
            ConnectionServices services,
            RevocationQueue queue) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.services = services;
        this.queue = queue;
    }

    Disconnection disconnect(CredentialKey key) {
        try (Flight flight = vault.flight(agent, context.lockTimeout())) {
            return disconnect(flight, key, LOOKS - 1);
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    /** A token may be renewed between the look and the write, which takes no flight: then nothing was written, and it looks again. */
    private Disconnection disconnect(Flight flight, CredentialKey key, int looksLeft) {
        AgentDocument document = vault.read();
        AgentCredential connection = connection(document, key);
        List<AgentId> tied = services.tiedTo(connection);
        boolean spared =
                !tied.isEmpty() && services.disposition(connection.service()).endedTogether();
        Operation revocation =
                ConnectionChanges.revocation(connection, context.clock().instant(), "asked to disconnect");
        Slot seen = Slot.of(document, connection.key());
        try {
            flight.update(current -> {
                requireUnchanged(seen, current, connection.key());
                AgentDocument without = ConnectionChanges.disconnected(current, connection.key());
                return spared ? without : without.withOperation(revocation);
            });
        } catch (LostOperationException e) {
            if (looksLeft == 0) {
                throw e;
            }
            return disconnect(flight, key, looksLeft - 1);
        }
        return spared ? leftAlive(connection, tied) : revoked(flight, revocation, connection, tied);
    }

    private static Disconnection leftAlive(AgentCredential connection, List<AgentId> tied) {
        return new Disconnection(
                connection.key(),
                End.LEFT_ALIVE,
                "taking the tokens back would end the connections of " + tied,
                tied,
                Optional.empty());
    }

    private Disconnection revoked(Flight flight, Operation revocation, AgentCredential connection, List<AgentId> tied) {
        DeprovisioningReport.Outcome outcome =
                queue.work(flight, operation -> operation.id().equals(revocation.id())).stream()
                        .findFirst()
                        .orElseGet(() -> new DeprovisioningReport.Outcome(
                                connection.key(), DeprovisioningReport.End.QUEUED, ""));
        End end = end(outcome.end());
        if (end == End.REVOKED) {
            // The service answers: what earlier sign-ins left goes too, due or not.
            queue.work(
                    flight,
                    operation -> operation.kind() == PendingOperation.Kind.REVOKE
                            && operation.key().equals(connection.key()));
        }
        return new Disconnection(connection.key(), end, outcome.detail(), tied, outcome.evidence());
    }

    private AgentCredential connection(AgentDocument document, CredentialKey key) {
        AgentCredential found = new CredentialLookup(agent.id()).find(document, key);
        if (!ConnectedCredential.is(found)) {
            throw new CredentialNotFoundException("agent " + agent.id() + ": " + key + " is no connection");
        }
        return found;
    }

    private void requireUnchanged(Slot seen, AgentDocument current, CredentialKey key) {
        if (!seen.isUnchangedIn(current)) {
            throw LostOperationException.changed("agent " + agent.id() + ": " + key);
        }
    }

    private static End end(DeprovisioningReport.End end) {
        return switch (end) {
            case REVOKED, ALREADY_GONE -> End.REVOKED;
            case UNSUPPORTED -> End.UNSUPPORTED;
            case LEFT_ALIVE -> End.LEFT_ALIVE;
            case QUEUED, DELETED -> End.QUEUED;
        };
    }
}
