package io.meepa.examples.mcp;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.FilterInputStream;
import java.io.IOException;
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
    }

    private static void serve(AgentCredentials agent, URI page, InputStream input, PrintStream wire)
            throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        StdioServerTransportProvider transport =
                new StdioServerTransportProvider(McpJsonDefaults.getMapper(), new UntilClosed(input, end), wire);
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo(NAME, VERSION)
                .instructions("Credentials are used by name. No tool returns a value; run_command gives a program those"
                        + " that the operator granted, and masks its output.")
                .tools(tools(agent, page))
                .build();
        end.await();
        server.closeGracefully();
    }

    static List<SyncToolSpecification> tools(AgentCredentials agent, URI page) {
        return List.of(
                new ListCredentials(agent).specification(),
                new RunCommand(agent).specification(),
                new RequestCredential(agent, page).specification());
    }

    /** The client ends the server by closing the stream. */
    private static final class UntilClosed extends FilterInputStream {

        private final CountDownLatch end;

        UntilClosed(InputStream input, CountDownLatch end) {
            super(input);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return ended(super.read());
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            return ended(super.read(bytes, start, length));
        }

        private int ended(int read) {
            if (read < 0) {
                end.countDown();
            }
            return read;
        }
    }
}
