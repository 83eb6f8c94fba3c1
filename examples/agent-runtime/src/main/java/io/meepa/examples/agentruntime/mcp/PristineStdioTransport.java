package io.meepa.examples.agentruntime.mcp;

import io.meepa.credentials.tool.AgentEnvironment;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.util.List;

/**
 * Starts an MCP server with what its agent was granted, and nothing else of the host's.
 *
 * <p>The SDK's own transport begins with the host's whole environment: it takes a new {@link ProcessBuilder} as it is,
 * and puts a few of the host's variables over what the caller set. Here the builder is emptied and filled by the agent's
 * environment, and the SDK has nothing left to put over it.
 */
public final class PristineStdioTransport extends StdioClientTransport {

    private final AgentEnvironment environment;

    /**
     * Prepares a server. It is started when the client connects, and the environment is that of this moment.
     *
     * @param environment what the server gets
     * @param command the program and its arguments; no secret belongs there
     */
    public PristineStdioTransport(AgentEnvironment environment, List<String> command) {
        super(withoutVariables(command), McpJsonDefaults.getMapper());
        this.environment = environment;
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
        ProcessBuilder server = new ProcessBuilder();
        environment.applyTo(server);
        return server;
    }

    /** The parameters are born with variables of the host's. */
    private static ServerParameters withoutVariables(List<String> command) {
        ServerParameters parameters = ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .build();
        parameters.getEnv().clear();
        return parameters;
    }
}
