package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One agent's credentials as an MCP server: {@code java … CredentialServer config.yaml meepa http://127.0.0.1:8080/}. The
 * last argument is the gateway's page, where a person fills in what the agent asked for.
 */
public final class CredentialServer {

    private static final String NAME = "meepa-credentials";
    private static final String VERSION = "0.1.0-SNAPSHOT";

    /** A message may get longer when it is written anew. */
    private static final int ROOM = 4;

    private CredentialServer() {}

    /**
     * Serves until the client closes its end.
     *
     * @param arguments the configuration file, the agent, the page's address
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println("give three arguments: the configuration file, the agent, the address of the page");
            System.exit(2);
        }
        PrintStream wire = System.out;
        System.setOut(System.err); // Nothing else may get between two messages.
        try (CredentialManager manager = CredentialManager.open(Path.of(arguments[0]))) {
            serve(manager.agent(arguments[1]), URI.create(arguments[2]), System.in, wire);
        }
        System.exit(0); // Ends the programs that still run: nobody waits for their output.
    }

    private static void serve(AgentCredentials agent, URI page, InputStream input, PrintStream wire)
            throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        RunningTools running = new RunningTools();
        McpJsonMapper json = McpJsonDefaults.getMapper();
        ClientMessages messages = new ClientMessages(input, wire, json, running::cancel, end::countDown);
        McpSyncServer server = McpServer.sync(
                        new StdioServerTransportProvider(json, messages, wire, ROOM * ClientMessages.LONGEST))
                .serverInfo(NAME, VERSION)
                .instructions("Credentials are used by name. No tool returns a value; run_command gives a program those"
                        + " that the operator granted, and masks its output.")
                .tools(tools(agent, page, running))
                .build();
        end.await();
        server.closeGracefully();
    }

    static List<SyncToolSpecification> tools(AgentCredentials agent, URI page, RunningTools running) {
        return List.of(
                new ListCredentials(agent).specification(),
                new RunCommand(agent, running).specification(),
                new RequestCredential(agent, page).specification());
    }
}
