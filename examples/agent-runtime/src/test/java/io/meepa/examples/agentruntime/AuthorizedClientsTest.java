package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.examples.agentruntime.langchain.AuthorizedHeaders;
import io.meepa.examples.agentruntime.mcp.AuthorizedExchanges;
import io.meepa.examples.agentruntime.mcp.AuthorizedRequests;
import io.meepa.examples.agentruntime.spring.AuthorizedMcpClients;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each client first has no access, and the outcome has the address; after the person's sign-in it calls the server. None
 * needs a web request.
 */
final class AuthorizedClientsTest {

    private static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");

    private final ProtectedServer server = new ProtectedServer();
    private final List<McpAccess> reported = new CopyOnWriteArrayList<>();
    private final CredentialManager manager = CredentialManager.builder()
            .withoutDiscovery()
            .provider(new OAuthProvider())
            .environment(Map.<String, String>of()::get)
            .set("credentials.enabled", true)
            .set("credentials.credential_store.provider", "none")
            .set("credentials.connections.enabled", true)
            .set("credentials.connections.provider", OAuthProvider.ID)
            .set("credentials.connections.oauth.allow_loopback_http", true)
            .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/callback"))
            .set(
                    "credentials.connections.oauth.mcp_servers",
                    Map.of("tools", Map.of("url", server.address().toString())))
            .set(
                    "agents.meepa",
                    Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of("tools")))))
            .open();
    private final AgentCredentials agent = manager.agent("meepa");
    private final McpAuthorization access = McpAuthorization.of(agent, "tools").forPerson(ALICE);

    @AfterEach
    void close() {
        manager.close();
        server.close();
    }

    @Test
    void authorizesTheJavaSdk() {
        connects(ignored -> {
            HttpClientStreamableHttpTransport.Builder transport = transport();
            list(new AuthorizedRequests(access, reported::add).applyTo(transport));
        });
    }

    @Test
    void authorizesTheJavaSdkOfTheStatelessRevision() {
        connects(ignored -> {
            HttpClientMcpTransport transport = new AuthorizedExchanges(access, reported::add)
                    .applyTo(HttpClientMcpTransport.builder(server.address()))
                    .build();
            io.modelcontextprotocol.modern.client.McpClient.sync(transport)
                    .build()
                    .tools()
                    .list();
        });
    }

    @Test
    void authorizesSpringAi() {
        connects(ignored -> {
            HttpClientStreamableHttpTransport.Builder transport = transport();
            new AuthorizedMcpClients(Map.of("tools", access), reported::add).customize("tools", transport);
            list(transport);
        });
    }

    @Test
    void authorizesLangChain() {
        connects(ignored -> {
            try (DefaultMcpClient client = DefaultMcpClient.builder()
                    .transport(StreamableHttpMcpTransport.builder()
                            .url(server.address().toString())
                            .customHeaders(new AuthorizedHeaders(access, server.address(), reported::add))
                            .build())
                    .autoHealthCheck(false)
                    .build()) {
                client.listTools();
            }
        });
    }

    private void connects(Consumer<AgentCredentials> call) {
        assertThatThrownBy(() -> call.accept(agent)).isInstanceOf(RuntimeException.class);
        assertThat(server.served()).isEmpty();

        assertThat(reported).isNotEmpty().first().isInstanceOf(McpAccess.ConsentNeeded.class);
        McpAccess.ConsentNeeded needed = (McpAccess.ConsentNeeded) reported.get(0);
        String query = server.agree(needed.consent().orElseThrow().address());
        agent.connections().complete(CallbackParameters.ofQuery(query), ALICE);

        call.accept(agent);
        assertThat(server.served()).contains("tools/list");
    }

    private HttpClientStreamableHttpTransport.Builder transport() {
        String address = server.address().toString();
        return HttpClientStreamableHttpTransport.builder(address.replace("/mcp", ""))
                .endpoint("/mcp");
    }

    private static void list(HttpClientStreamableHttpTransport.Builder transport) {
        try (McpSyncClient client = McpClient.sync(transport.build()).build()) {
            client.initialize();
            client.listTools();
        }
    }
}
