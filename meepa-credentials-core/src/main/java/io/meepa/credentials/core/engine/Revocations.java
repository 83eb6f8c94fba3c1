package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.DeprovisioningReport.End;
import io.meepa.credentials.DeprovisioningReport.Outcome;
import io.meepa.credentials.Origin;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Works off an agent's queue of revocations. What cannot be revoked now stays in it, with the time of its next attempt;
 * what never can stays on record until a person strikes it.
 */
final class Revocations {

    private final List<Issuance> issuances;
    private final Events events;
    private final Clock clock;

    Revocations(List<Issuance> issuances, Events events, Clock clock) {
        this.issuances = List.copyOf(issuances);
        this.events = events;
        this.clock = clock;
    }

    /** Tells whether a document's queue holds anything that a run has to look at by itself. */
    boolean pending(AgentDocument document) {
        return document.operations().stream()
                .anyMatch(operation -> due(operation)
                        || (queued(operation)
                                && clock.instant()
                                        .isBefore(operation.details().attempts().last())));
    }

    boolean due(Operation operation) {
        return queued(operation)
                && operation.state() == Operation.State.OPEN
                && operation.details().attempts().due(clock.instant());
    }

    static boolean queued(Operation operation) {
        return operation.kind() == Operation.Kind.REVOKE || operation.kind() == Operation.Kind.RETIRE;
    }

    /** Tries what is chosen of the queue, due or not; goes on after failures. */
    List<Outcome> work(AgentId agent, AgentVault vault, Predicate<Operation> chosen) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : anchored(vault).operations()) {
            if (queued(operation) && chosen.test(operation)) {
                outcomes.add(
                        operation.state() == Operation.State.IRREVOCABLE
                                ? outcome(operation, End.UNSUPPORTED, reason(operation))
                                : revoke(agent, vault, operation));
            }
        }
        return outcomes;
    }

    /** A clock that was put back would keep what is queued waiting for as long. */
    private AgentDocument anchored(AgentVault vault) {
        return vault.update(document -> {
            AgentDocument anchored = document;
            for (Operation operation : document.operations()) {
                Attempts attempts = operation.details().attempts().anchored(clock.instant());
                if (queued(operation)
                        && attempts.due()
                                .isBefore(operation.details().attempts().due())) {
                    anchored = anchored.withOperation(operation.tried(attempts));
                }
            }
            return anchored;
        });
    }

    private Outcome revoke(AgentId agent, AgentVault vault, Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        Events.Course course = events.begin(agent, Kind.REVOKE, subject, "");
        Outcome outcome;
        try {
            outcome = attempt(agent, vault.read(), operation);
            vault.update(document -> recorded(document, operation, outcome));
        } catch (RuntimeException e) {
            course.failed(e.getClass().getSimpleName());
            throw e;
        }
        course.ended(outcome.end() == End.REVOKED || outcome.end() == End.ALREADY_GONE, outcome.detail());
        return outcome;
    }

    private AgentDocument recorded(AgentDocument document, Operation operation, Outcome outcome) {
        if (document.operation(operation.id()).isEmpty()) {
            return document; // Struck meanwhile, by a person.
        }
        Attempts attempts = operation.details().attempts();
        return switch (outcome.end()) {
            case QUEUED -> document.withOperation(operation.tried(attempts.failed(clock.instant(), outcome.detail())));
            case UNSUPPORTED ->
                document.withOperation(
                        operation.tried(attempts.because(outcome.detail())).in(Operation.State.IRREVOCABLE));
            case REVOKED, ALREADY_GONE, DELETED, LEFT_ALIVE -> document.withoutOperation(operation.id());
        };
    }

    private Outcome attempt(AgentId agent, AgentDocument document, Operation operation) {
        Optional<CredentialIssuer> issuer = issuer(operation);
        if (issuer.isEmpty()) {
            return outcome(
                    operation,
                    End.QUEUED,
                    "provider " + operation.service() + " is not configured now: configure it to revoke");
        }
        try {
            RevocationResult result = operation.kind() == Operation.Kind.RETIRE
                    ? retired(issuer.get(), agent, document, operation)
                    : issuer.get()
                            .revoke(request(
                                    agent, operation, operation.details().resources()));
            return outcome(operation, end(result), result.detail());
        } catch (RuntimeException e) {
            return outcome(
                    operation, End.QUEUED, Reason.of(e, operation.details().secrets()));
        }
    }

    /** Whatever the record says: the secret in use is never retired. */
    private static RevocationResult retired(
            CredentialIssuer issuer, AgentId agent, AgentDocument document, Operation operation) {
        List<CredentialItem> inUse = document.entry(operation.category(), operation.service()).stream()
                .flatMap(entry -> Tombstones.ids(entry.credential()).stream())
                .toList();
        List<UpstreamResource> old = operation.details().resources().stream()
                .filter(resource ->
                        inUse.stream().noneMatch(item -> item.value().matches(Secret.of(resource.id()))))
                .toList();
        return old.isEmpty()
                ? RevocationResult.alreadyGone()
                : issuer.rotation().retire(request(agent, operation, old));
    }

    private Optional<CredentialIssuer> issuer(Operation operation) {
        return issuances.stream()
                .filter(issuance -> issuance.category().equals(operation.category())
                        && issuance.service().equals(operation.service()))
                .flatMap(issuance -> issuance.opened().stream())
                .map(Issuance.Opened::issuer)
                .findFirst();
    }

    private static RevokeRequest request(AgentId agent, Operation operation, List<UpstreamResource> resources) {
        return new RevokeRequest(
                agent, operation.category(), operation.details().tag(), resources, credential(operation));
    }

    private static Optional<AgentCredential> credential(Operation operation) {
        Operation.Details details = operation.details();
        return details.items().isEmpty()
                ? Optional.empty()
                : Optional.of(new AgentCredential(
                        operation.category(),
                        operation.service(),
                        details.name(),
                        Origin.OPERATOR_PROVIDED,
                        details.items(),
                        details.metadata(),
                        CredentialStatus.Settled.EXISTING,
                        true));
    }

    private static String reason(Operation operation) {
        return operation.details().attempts().reason();
    }

    private static Outcome outcome(Operation operation, End end, String detail) {
        CredentialKey key = CredentialKey.of(operation.category(), operation.service())
                .named(operation.details().name());
        return new Outcome(key, end, detail);
    }

    private static End end(RevocationResult result) {
        return switch (result.end()) {
            case REVOKED -> End.REVOKED;
            case ALREADY_GONE -> End.ALREADY_GONE;
            case UNSUPPORTED -> End.UNSUPPORTED;
        };
    }
}
