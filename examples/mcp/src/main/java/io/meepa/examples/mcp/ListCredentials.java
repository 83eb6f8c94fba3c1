package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists what the agent has, by name. */
final class ListCredentials extends CredentialTool {

    ListCredentials(AgentCredentials agent) {
        super(agent);
    }

    @Override
    Tool tool() {
        return Tool.builder("list_credentials", schema(Map.of()))
                .description(
                        "Lists your credentials: address, state, and the names of the items. Values are not shown. Also"
                                + " lists the variables that run_command gives a program.")
                .build();
    }

    @Override
    String answer(Call call) {
        List<CredentialSummary> all = agent().list();
        String credentials = all.stream().map(ListCredentials::line).collect(Collectors.joining("\n"));
        return (all.isEmpty() ? "You have no credentials." : credentials) + "\nVariables for run_command: "
                + agent().environment().names();
    }

    private static String line(CredentialSummary credential) {
        String items = credential.items().stream().map(ItemSummary::key).collect(Collectors.joining(", "));
        return credential.key() + ": " + (credential.usable() ? "usable" : "not usable, " + credential.status())
                + (credential.suspended() ? ", suspended" : "") + "; items " + items;
    }
}
