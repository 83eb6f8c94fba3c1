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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts on record that the agent needs a credential. A person fills it in on the page; its value never comes by here. */
final class RequestCredential extends CredentialTool {

    /** What the lists of waiting credentials show, on the gateway's page and in the terminal. */
    private static final String NEXT_STEP = "next_step";

    private static final int LONGEST_REASON = 200;
    private static final List<Category> CATEGORIES = List.of(Category.LOGIN, Category.API_KEY, Category.TOKEN);

    /** An agent chooses the name, and an operator types it: into a shell, for instance. */
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** What would turn text around, hide or break the line. */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{C}\\p{Z}&&[^\\p{Cn}\\p{Co}]]+");

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
                                Map.of(
                                        "type",
                                        "string",
                                        "enum",
                                        CATEGORIES.stream().map(Category::name).toList()),
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
    String answer(Call call) {
        CredentialKey key = CredentialKey.of(category(call.text("category")), service(call.text("service")));
        String reason = call.text("reason");
        if (there(key).isEmpty()) {
            request(key, reason);
        }
        return standing(key, there(key));
    }

    private static Category category(String name) {
        return CATEGORIES.stream()
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("category must be one of " + CATEGORIES));
    }

    private static String service(String name) {
        if (!SERVICE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "service must be up to 100 letters, digits, dots, hyphens and underscores,"
                            + " and begin with a letter or digit");
        }
        return name;
    }

    private List<CredentialSummary> there(CredentialKey key) {
        return agent().list(key.category()).stream()
                .filter(credential -> credential.service().equals(key.service()))
                .toList();
    }

    private void request(CredentialKey key, String reason) {
        try {
            agent().add(AgentCredential.of(key.category(), key.service())
                    .status(CredentialStatus.Settled.PENDING_MANUAL)
                    .metadata(Metadata.empty().with(NEXT_STEP, "The agent asks for it, in its words: " + shown(reason)))
                    .build());
        } catch (CredentialAlreadyExistsException e) {
            // Two calls at once: one request is enough.
            return;
        }
    }

    private static String shown(String reason) {
        String line = UNSEEN.matcher(reason).replaceAll(" ").strip();
        int length = line.codePointCount(0, line.length());
        return line.substring(0, line.offsetByCodePoints(0, Math.min(length, LONGEST_REASON)));
    }

    private String standing(CredentialKey key, List<CredentialSummary> there) {
        if (there.stream().anyMatch(CredentialSummary::usable)) {
            return key + " is there already, and usable.";
        }
        boolean asked = agent().manualSteps().list().stream()
                .anyMatch(step -> step.form().isPresent()
                        && step.key().category().equals(key.category())
                        && step.key().service().equals(key.service()));
        if (asked) {
            return key + " waits for a person, who has to open " + page + ", choose the agent " + agent().id()
                    + " and fill in " + key + " there.";
        }
        String state = there.stream()
                .findFirst()
                .map(credential -> credential.suspended() ? "suspended" : String.valueOf(credential.status()))
                .orElse("removed");
        return key + " is there, but not usable: " + state + ". Nothing was requested; an operator has to look at it.";
    }
}
