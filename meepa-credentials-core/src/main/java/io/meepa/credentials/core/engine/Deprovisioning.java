package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.DeprovisionMode;
import io.meepa.credentials.DeprovisioningReport;
import io.meepa.credentials.DeprovisioningReport.End;
import io.meepa.credentials.DeprovisioningReport.Outcome;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.StoreLock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an agent's credentials away: tombstones first, then upstream, the document last. */
final class Deprovisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Deprovisioning.class);

    private final Revocations revocations;
    private final Clock clock;
    private final Duration patience;

    Deprovisioning(Work work) {
        this.revocations = work.revocations();
        this.clock = work.clock();
        this.patience = work.patience();
    }

    DeprovisioningReport run(AgentId agent, AgentVault vault, DeprovisionMode mode) {
        try (StoreLock flight = vault.flight(patience)) {
            LOG.debug("deprovisioning {} under {}", agent, flight);
            Optional<AgentDocument> document = vault.stored();
            if (document.isEmpty()) {
                return new DeprovisioningReport(agent, List.of(), true);
            }
            return mode == DeprovisionMode.REVOKE
                    ? revoke(agent, vault, document.get())
                    : leave(agent, vault, document.get());
        }
    }

    /** Takes back what is managed, for an owner who goes. What is the owner's own is not ours to delete. */
    DeprovisioningReport cleanUp(AgentId agent, AgentVault vault) {
        try (StoreLock flight = vault.flight(patience)) {
            LOG.debug("cleaning up {} under {}", agent, flight);
            if (vault.stored().isEmpty()) {
                return new DeprovisioningReport(agent, List.of(), true);
            }
            return new DeprovisioningReport(agent, takenBack(agent, vault), false);
        }
    }

    private List<Outcome> takenBack(AgentId agent, AgentVault vault) {
        vault.update(current -> Tombstones.bury(current, clock.instant()));
        return revocations.work(agent, vault, operation -> true);
    }

    private DeprovisioningReport revoke(AgentId agent, AgentVault vault, AgentDocument document) {
        List<Outcome> outcomes = new ArrayList<>(takenBack(agent, vault));
        own(document).forEach(key -> outcomes.add(new Outcome(key, End.DELETED, "")));
        boolean open = vault.read().operations().stream().anyMatch(Deprovisioning::leavesSomething);
        if (open) {
            // What is queued, and what cannot be revoked, has to survive; nothing else does.
            vault.update(current -> withoutRenewals(current).withEntries(List.of()));
        } else {
            vault.delete();
        }
        return new DeprovisioningReport(agent, outcomes, !open);
    }

    private static DeprovisioningReport leave(AgentId agent, AgentVault vault, AgentDocument document) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : withoutRenewals(document).operations()) {
            CredentialKey key = CredentialKey.of(operation.category(), operation.service())
                    .named(operation.details().name());
            outcomes.add(new Outcome(key, End.LEFT_ALIVE, "an unfinished operation may have left something upstream"));
        }
        for (Entry entry : document.entries()) {
            AgentCredential credential = entry.credential();
            boolean upstream = credential.managed() && !credential.items().isEmpty();
            outcomes.add(
                    upstream
                            ? new Outcome(
                                    credential.key(), End.LEFT_ALIVE, "revoke it by hand at " + credential.service())
                            : new Outcome(credential.key(), End.DELETED, ""));
        }
        vault.delete();
        return new DeprovisioningReport(agent, outcomes, true);
    }

    /** A token that is being renewed is no resource: it goes with its credential. */
    private static boolean leavesSomething(Operation operation) {
        return operation.kind() != Operation.Kind.REFRESH;
    }

    private static AgentDocument withoutRenewals(AgentDocument document) {
        AgentDocument left = document;
        for (Operation operation : document.operations()) {
            left = leavesSomething(operation) ? left : left.withoutOperation(operation.id());
        }
        return left;
    }

    private static List<CredentialKey> own(AgentDocument document) {
        return document.entries().stream()
                .map(Entry::credential)
                .filter(credential -> !credential.managed())
                .map(AgentCredential::key)
                .toList();
    }
}
