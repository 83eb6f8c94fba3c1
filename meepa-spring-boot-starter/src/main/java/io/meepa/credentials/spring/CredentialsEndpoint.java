package io.meepa.credentials.spring;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** The endpoint {@code credentials}: what agents have, what is unfinished and what the doctor finds. Texts only, and no value. */
@Endpoint(id = "credentials")
final class CredentialsEndpoint {

    private final CredentialManager credentials;

    CredentialsEndpoint(CredentialManager credentials) {
        this.credentials = credentials;
    }

    @ReadOperation
    Map<String, Object> all() {
        try {
            return everything();
        } catch (CredentialException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> everything() {
        Map<String, Object> agents = new TreeMap<>();
        credentials.agents().forEach(agent -> agents.put(agent.value(), credentials(agent)));
        return Map.of(
                "agents",
                agents,
                "findings",
                credentials.doctor().findings().stream()
                        .map(finding -> Map.of(
                                "severity", finding.severity().wireName(),
                                "code", finding.code(),
                                "message", finding.message()))
                        .toList());
    }

    /** Nothing for an agent that is not known: the answer is 404 then, and 400 for what is no id. */
    @ReadOperation
    @Nullable
    Map<String, Object> one(@Selector String agent) {
        if (!AgentId.isValid(agent)) {
            throw new InvalidEndpointRequestException("not an agent's id", "the path must end with an agent's id");
        }
        AgentId id = AgentId.of(agent);
        try {
            return credentials.agents().contains(id) ? credentials(id) : null;
        } catch (CredentialException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    /** An agent whose document cannot be read does not hide the others. */
    private Map<String, Object> credentials(AgentId id) {
        AgentCredentials agent = credentials.agent(id);
        try {
            return Map.of("credentials", summaries(agent), "pending", pending(agent));
        } catch (CredentialException e) {
            return Map.of("error", String.valueOf(e.getMessage()));
        }
    }

    private static List<Map<String, Object>> summaries(AgentCredentials agent) {
        return agent.list().stream()
                .map(summary -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("credential", summary.key().toString());
                    shown.put("kind", summary.kind().name());
                    shown.put("usable", summary.usable());
                    shown.put("status", summary.status().toString());
                    return shown;
                })
                .toList();
    }

    private static List<Map<String, Object>> pending(AgentCredentials agent) {
        return agent.managed().pendingOperations().stream()
                .map(operation -> Map.<String, Object>of(
                        "operation", operation.kind().name(),
                        "standing", operation.standing().name(),
                        "credential", operation.key().toString(),
                        "since", operation.since().toString(),
                        "attempts", operation.attempts(),
                        "reason", operation.reason()))
                .toList();
    }
}
