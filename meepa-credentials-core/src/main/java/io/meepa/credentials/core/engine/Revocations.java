package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.DeprovisioningReport.End;
import io.meepa.credentials.DeprovisioningReport.Outcome;
import io.meepa.credentials.Origin;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works off an agent's queue of revocations; what cannot be revoked now stays in it. */
final class Revocations {

    private final List<Issuance> issuances;
    private final Events events;

    Revocations(List<Issuance> issuances, Events events) {
        this.issuances = List.copyOf(issuances);
        this.events = events;
    }

    List<Outcome> retryQueued(AgentId agent, AgentVault vault) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation operation : vault.read().operations()) {
            if (operation.kind() == Operation.Kind.REVOKE) {
                outcomes.add(revoke(agent, vault, operation));
            }
        }
        return outcomes;
    }

    private Outcome revoke(AgentId agent, AgentVault vault, Operation operation) {
        String subject = operation.category() + "/" + operation.service();
        events.tell(agent, Kind.REVOKE, Phase.BEGUN, subject, "");
        Outcome outcome = attempt(agent, operation);
        if (outcome.end() != End.QUEUED) {
            vault.update(document -> document.withoutOperation(operation.id()));
        }
        Phase phase =
                outcome.end() == End.REVOKED || outcome.end() == End.ALREADY_GONE ? Phase.SUCCEEDED : Phase.FAILED;
        events.tell(agent, Kind.REVOKE, phase, subject, outcome.detail());
        return outcome;
    }

    private Outcome attempt(AgentId agent, Operation operation) {
        CredentialKey key = CredentialKey.of(operation.category(), operation.service())
                .named(operation.details().name());
        Optional<CredentialIssuer> issuer = issuer(operation);
        if (issuer.isEmpty()) {
            return new Outcome(
                    key,
                    End.QUEUED,
                    "provider " + operation.service() + " is not configured now: configure it to revoke");
        }
        try {
            RevocationResult result = issuer.get().revoke(request(agent, operation));
            return new Outcome(key, end(result), result.detail());
        } catch (RuntimeException e) {
            String reason = Reason.of(e, operation.details().secrets());
            return new Outcome(key, End.QUEUED, reason);
        }
    }

    private Optional<CredentialIssuer> issuer(Operation operation) {
        return issuances.stream()
                .filter(issuance -> issuance.category().equals(operation.category())
                        && issuance.service().equals(operation.service()))
                .flatMap(issuance -> issuance.opened().stream())
                .map(Issuance.Opened::issuer)
                .findFirst();
    }

    private static RevokeRequest request(AgentId agent, Operation operation) {
        Operation.Details details = operation.details();
        return new RevokeRequest(
                agent, operation.category(), details.tag(), details.resources(), credential(operation));
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

    private static End end(RevocationResult result) {
        return switch (result.end()) {
            case REVOKED -> End.REVOKED;
            case ALREADY_GONE -> End.ALREADY_GONE;
            case UNSUPPORTED -> End.UNSUPPORTED;
        };
    }
}
