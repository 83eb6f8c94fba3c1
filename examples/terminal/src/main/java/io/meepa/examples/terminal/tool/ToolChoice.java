package io.meepa.examples.terminal.tool;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.tool.AgentEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For which of the agent's tools. */
public final class ToolChoice {

    @Option(
            names = "--tool",
            paramLabel = "NAME",
            description = "What this tool of the configuration gets, beside what all get.")
    private @Nullable String tool;

    /**
     * Returns the chosen tool's environment.
     *
     * @param agent whose
     * @return what this tool was granted, or what all tools were
     */
    public AgentEnvironment environment(AgentCredentials agent) {
        String one = tool;
        return one == null ? agent.environment() : agent.tools().environment(one);
    }
}
