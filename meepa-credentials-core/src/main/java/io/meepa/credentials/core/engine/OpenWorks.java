package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.OpenWork;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.spi.StoreLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what is on record and has not ended, and strikes what a person says. No upstream call. */
final class OpenWorks {

    private static final Logger LOG = LoggerFactory.getLogger(OpenWorks.class);

    private final AgentId agent;
    private final AgentVault vault;
    private final Duration patience;

    OpenWorks(AgentId agent, AgentVault vault, Duration patience) {
        this.agent = agent;
        this.vault = vault;
        this.patience = patience;
    }

    List<OpenWork> list() {
        return shown(vault.read(), operation -> true);
    }

    List<OpenWork> forget(CredentialKey key) {
        return struck(operation -> at(key, operation), entry -> entry.managed() && key.fits(entry), key.toString());
    }

    OpenWork forget(String id) {
        return struck(operation -> operation.id().equals(id), entry -> false, "operation " + id)
                .get(0);
    }

    /** Waits for a run under way: what it works on must not be struck under its hands. */
    private List<OpenWork> struck(Predicate<Operation> operations, Predicate<AgentCredential> entries, String what) {
        try (StoreLock flight = vault.flight(patience)) {
            LOG.debug("forgetting {} of {} under {}", what, agent, flight);
            AgentDocument before = vault.read();
            List<OpenWork> struck = shown(before, operations);
            if (struck.isEmpty()
                    && before.entries().stream().map(Entry::credential).noneMatch(entries)) {
                throw new CredentialNotFoundException("agent " + agent + " has nothing to forget at " + what
                        + ": own credentials are removed, not forgotten");
            }
            AgentDocument after = vault.update(document -> without(document, operations, entries));
            if (after.entries().isEmpty() && after.operations().isEmpty()) {
                vault.delete();
            }
            return struck;
        }
    }

    private static AgentDocument without(
            AgentDocument document, Predicate<Operation> operations, Predicate<AgentCredential> entries) {
        AgentDocument left = document.withEntries(document.entries().stream()
                .filter(entry -> !entries.test(entry.credential()))
                .toList());
        for (Operation operation : document.operations()) {
            left = operations.test(operation) ? left.withoutOperation(operation.id()) : left;
        }
        return left;
    }

    private static boolean at(CredentialKey key, Operation operation) {
        return key.category().equals(operation.category())
                && key.service().equals(operation.service())
                && key.name()
                        .map(name -> name.equals(operation.details().name()))
                        .orElse(true);
    }

    private static List<OpenWork> shown(AgentDocument document, Predicate<Operation> chosen) {
        return document.operations().stream()
                .filter(chosen)
                .sorted(Comparator.comparing(operation -> operation.details().since()))
                .map(OpenWorks::shown)
                .toList();
    }

    private static OpenWork shown(Operation operation) {
        Operation.Details details = operation.details();
        return new OpenWork(
                operation.id(),
                OpenWork.Kind.valueOf(operation.kind().name()),
                OpenWork.Standing.valueOf(operation.state().name()),
                CredentialKey.of(operation.category(), operation.service()).named(details.name()),
                details.since(),
                details.attempts().count(),
                due(operation),
                details.attempts().reason());
    }

    private static Optional<Instant> due(Operation operation) {
        boolean waits = Revocations.queued(operation)
                && operation.state() == Operation.State.OPEN
                && operation
                        .details()
                        .attempts()
                        .due()
                        .isAfter(operation.details().since());
        return waits ? Optional.of(operation.details().attempts().due()) : Optional.empty();
    }
}
