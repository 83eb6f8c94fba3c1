package io.meepa.examples.terminal.command;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.tool.AgentEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For which of the agent's tools. */
final class ToolChoice {

    @Option(
            names = "--tool",
            paramLabel = "NAME",
            description = "What this tool of the configuration gets, beside what all get.")
    private @Nullable String tool;

    AgentEnvironment environment(AgentCredentials agent) {
        String one = tool;
        return one == null ? agent.environment() : agent.tools().environment(one);
    }
}
