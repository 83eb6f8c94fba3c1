package io.meepa.credentials.core.connect;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.provider.SharedFate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which connections a revocation would end beside what it takes back: some services end all sign-ins of a person through one app
 * with the first that is taken back. Looked at before each call, since a person may have signed in again since it was queued.
 */
public final class LivingConnections {

    private final EngineContext context;
    private final ConnectionPeers peers;

    /** Creates the look. */
    public LivingConnections(EngineContext context, ConnectionPeers peers) {
        this.context = context;
        this.peers = peers;
    }

    /** Returns the agents, this one included, whose connection would end. */
    public List<AgentId> endedWith(AgentId agent, AgentDocument document, Operation queued) {
        AgentCredential gone = queued.kept();
        if (queued.kind() != PendingOperation.Kind.REVOKE || !ConnectedCredential.is(gone) || !endsTogether(gone)) {
            return List.of();
        }
        List<AgentId> ended = new ArrayList<>();
        if (document.entries().stream().map(StoredCredential::credential).anyMatch(other -> shares(gone, other))) {
            ended.add(agent);
        }
        ended.addAll(peers.having(agent, other -> shares(gone, other)));
        return ended;
    }

    private boolean endsTogether(AgentCredential connection) {
        return context.providers()
                .connecting()
                .map(flow -> flow.sharedFate(connection.service()))
                .orElse(SharedFate.NONE)
                .endedTogether();
    }

    private static boolean shares(AgentCredential gone, AgentCredential other) {
        return ConnectedCredential.is(other) && ConnectedCredential.maybeSameAccount(gone, other);
    }
}
