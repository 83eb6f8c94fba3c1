package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.PendingOperation.Kind;
import io.meepa.credentials.report.PendingOperation.Standing;
import io.meepa.examples.gateway.view.FormViews;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What was begun for an agent and did not end, with the way on: what a run left that was cut off, what is alive at a service
 * and should not be, what only a person can look at.
 *
 * @param runs what is under way is not left
 */
record Unfinished(Runs runs) {

    /** What a run begins, and the next one continues. */
    private static final Set<Kind> OF_RUNS = Set.of(Kind.CREATE, Kind.ROTATE, Kind.SUSPEND, Kind.RESUME);

    List<PendingOperation> of(AgentCredentials agent) {
        boolean working = runs.last(agent.id()).filter(run -> !run.over()).isPresent();
        return agent.managed().pendingOperations().stream()
                .filter(operation -> needsAttention(operation, working))
                .toList();
    }

    /** Counts what no credential in need of attention stands for already. */
    int beside(AgentCredentials agent, Collection<CredentialSummary> attended) {
        return (int) of(agent).stream()
                .map(PendingOperation::key)
                .distinct()
                .filter(key -> attended.stream()
                        .noneMatch(one -> one.category().equals(key.category())
                                && one.service().equals(key.service())
                                && key.name().map(one.name()::equals).orElse(true)))
                .count();
    }

    /** Puts into each credential's view when the secret that a rotation replaced ends. */
    static void addEnds(AgentCredentials agent, ArrayNode credentials) {
        for (PendingOperation operation : agent.managed().pendingOperations()) {
            if (operation.kind() == Kind.RETIRE && operation.due().isPresent()) {
                for (JsonNode one : credentials) {
                    if (names(operation.key(), one)) {
                        ((ObjectNode) one)
                                .put("old_ends_at", operation.due().get().toString());
                    }
                }
            }
        }
    }

    private static boolean names(CredentialKey key, JsonNode view) {
        return view.path("category").asText().equals(key.category().name())
                && view.path("service").asText().equals(key.service())
                && view.path("name")
                        .asText()
                        .equals(key.name().orElse(view.path("name").asText()));
    }

    ArrayNode views(AgentCredentials agent) {
        ArrayNode views = JsonNodeFactory.instance.arrayNode();
        of(agent).forEach(operation -> views.add(view(operation)));
        return views;
    }

    /** The old secret of a rotation, and a token that is being renewed, are looked after until that fails. */
    private static boolean needsAttention(PendingOperation operation, boolean working) {
        if (operation.standing() != Standing.OPEN) {
            return true;
        }
        return !working
                && (operation.kind() == Kind.REVOKE
                        || (operation.kind() != Kind.CONNECT && operation.attempts() > 0)
                        || OF_RUNS.contains(operation.kind()));
    }

    private static ObjectNode view(PendingOperation operation) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("operation", operation.operation())
                .put("kind", operation.kind().wireName())
                .put("standing", FormViews.lower(operation.standing()))
                .put("category", operation.key().category().name())
                .put("service", operation.key().service())
                .put("name", operation.key().name().orElse(""))
                .put("since", operation.since().toString())
                .put("attempts", operation.attempts())
                .put("reason", operation.reason())
                .put("next_step", nextStep(operation));
        operation.due().ifPresent(due -> view.put("due", due.toString()));
        return view;
    }

    private static String nextStep(PendingOperation operation) {
        return switch (operation.standing()) {
            case OPEN ->
                operation.kind() == Kind.REVOKE || operation.kind() == Kind.RETIRE
                        ? "Deprovision again, or Apply what Check drift finds: both try it again."
                        : "Provision continues it.";
            case INDETERMINATE ->
                "Look at the service, take away there what is not wanted, then forget the operation on the command line;"
                        + " or deprovision.";
            case IRREVOCABLE -> "End it at the service by hand, then forget the operation on the command line.";
            case UNKNOWN -> "A newer version of the library began it: use that one.";
        };
    }
}
