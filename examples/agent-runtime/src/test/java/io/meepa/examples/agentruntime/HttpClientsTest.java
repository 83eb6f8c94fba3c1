package io.meepa.examples.agentruntime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.agentruntime.okhttp.HostBoundInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Other HTTP clients through the agent's own: each request carries what its rule says, and shows nothing of it. */
final class HttpClientsTest {

    private static final String TOKEN = "canary-of-an-http-client";

    private HttpServer server;
    private CredentialManager manager;
    private String address;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String text = exchange.getRequestMethod() + " " + body + " by "
                    + exchange.getRequestHeaders().getOrDefault("Authorization", Collections.emptyList());
            byte[] answer = text.getBytes(StandardCharsets.UTF_8);
            boolean right = text.endsWith("[Bearer " + TOKEN + "]");
            exchange.getResponseHeaders().add("X-Right", String.valueOf(right));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        address = "http://127.0.0.1:" + port + "/v1/x";
        manager = CredentialManager.builder()
                .set("credentials.credential_store.provider", "none")
                .set("credentials.http.private_hosts", List.of("127.0.0.1"))
                .set(
                        "credentials.http.rules.acme",
                        Map.of(
                                "item",
                                "login/acme#token",
                                "scheme",
                                "http",
                                "host",
                                "127.0.0.1",
                                "port",
                                port,
                                "path",
                                "/v1"))
                .environment(Map.<String, String>of()::get)
                .open();
        manager.agent("meepa")
                .add(AgentCredential.login("acme")
                        .item("token", Secret.of(TOKEN), ItemType.API_TOKEN)
                        .build());
    }

    @AfterEach
    void close() {
        manager.close();
        server.stop(0);
    }

    private HttpClient http() {
        return manager.agent("meepa").tools().http();
    }

    @Test
    @DisplayName("Spring's RestClient")
    void restClient() {
        RestClient client = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(http()))
                .build();

        assertThat(client.get().uri(address).retrieve().body(String.class)).isEqualTo("GET  by [Bearer ***]");
        assertThat(client.post().uri(address).body("text").retrieve().body(String.class))
                .isEqualTo("POST text by [Bearer ***]");
        assertThat(client.get()
                        .uri(address)
                        .header("Authorization", "Bearer cred:///login/acme#token")
                        .retrieve()
                        .toBodilessEntity()
                        .getHeaders()
                        .getFirst("X-Right"))
                .isEqualTo("true");
    }

    @Test
    @DisplayName("OkHttp")
    void okHttp() throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(new HostBoundInterceptor(http()))
                .build();

        try (Response response =
                client.newCall(new Request.Builder().url(address).build()).execute()) {
            assertThat(requireNonNull(response.body()).string()).isEqualTo("GET  by [Bearer ***]");
            assertThat(response.header("X-Right")).isEqualTo("true");
            assertThat(response.request().headers().toString()).doesNotContain("canary");
        }
        try (Response response = client.newCall(new Request.Builder()
                        .url(address)
                        .post(RequestBody.create("text", null))
                        .build())
                .execute()) {
            assertThat(requireNonNull(response.body()).string()).isEqualTo("POST text by [Bearer ***]");
        }
        assertThat(client.connectionPool().connectionCount()).isZero();
    }
}
