package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Metadata;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Puts on record that the agent needs a credential. A person fills it in on the page; its value never comes by here. */
final class RequestCredential extends CredentialTool {

    private static final String REASON = "requested_for";
    private static final int LONGEST_REASON = 200;

    private final URI page;

    RequestCredential(AgentCredentials agent, URI page) {
        super(agent);
        this.page = page;
    }

    @Override
    Tool tool() {
        return Tool.builder(
                        "request_credential",
                        schema(Map.of(
                                "category",
                                textField("login, api_key or token"),
                                "service",
                                textField("For which service, github for instance"),
                                "reason",
                                textField("What for, in a sentence; a person reads it"))))
                .description(
                        "Asks a person for a credential that you lack. Never ask for a value in the conversation. Returns"
                                + " the page where the person fills it in; list_credentials shows when it is usable.")
                .build();
    }

    @Override
    String answer(Map<String, Object> arguments) {
        CredentialKey key = CredentialKey.of(Category.of(text(arguments, "category")), text(arguments, "service"));
        Optional<CredentialSummary> there = agent().list(key.category()).stream()
                .filter(credential -> credential.service().equals(key.service()))
                .findFirst();
        if (there.isPresent() && there.get().usable()) {
            return key + " is there already, and usable.";
        }
        if (there.isEmpty()) {
            request(key, text(arguments, "reason"));
        }
        return key + " waits for a person, who has to open " + page + ", choose the agent " + agent().id()
                + " and fill in " + key + " there.";
    }

    private void request(CredentialKey key, String reason) {
        try {
            agent().add(AgentCredential.of(key.category(), key.service())
                    .status(CredentialStatus.Settled.PENDING_MANUAL)
                    .metadata(Metadata.empty()
                            .with(REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON))))
                    .build());
        } catch (CredentialAlreadyExistsException e) {
            // Two calls at once: one request is enough.
            return;
        }
    }
}
