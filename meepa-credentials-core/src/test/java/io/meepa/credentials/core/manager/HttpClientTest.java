package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.ProvisioningPlan.RequestGrant;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a client adds, and when it reads it. Attacks on it are in {@code verification/host-bound}. */
final class HttpClientTest {

    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Map<String, Object> rule(String item, Map<String, Object> more) {
        Map<String, Object> rule = new HashMap<>(Map.of(
                "item",
                item,
                "scheme",
                "http",
                "host",
                "127.0.0.1",
                "port",
                server.getAddress().getPort()));
        rule.putAll(more);
        return rule;
    }

    private CredentialManagerBuilder ruled(CredentialManagerBuilder builder, Map<String, Object> rule) {
        return builder.set("credentials.http.private_hosts", List.of("127.0.0.1"))
                .set("credentials.http.rules.acme", rule)
                .listener(events::add);
    }

    private CredentialManager open(Map<String, Object> rule) {
        return ruled(Managers.builder(new RecordingStore()), rule).open();
    }

    private static AgentCredential login(String name, String token) {
        return AgentCredential.login("acme")
                .name(name)
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build();
    }

    private int send(HttpClient client) throws IOException, InterruptedException {
        return client.send(request(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x"))
                .build();
    }

    @Test
    @DisplayName("a token is renewed when a request needs it, not when the client is made")
    void renewsTokens() throws Exception {
        TokenFixture scene = new TokenFixture();
        String item = TokenFixture.KEY + "#access_token";
        try (CredentialManager manager =
                ruled(scene.builder(), rule(item, Map.of())).open()) {
            HttpClient client = manager.agent("meepa").tools().http();
            send(client);
            scene.clock.advance(FakeTokenProvider.LIFE);
            send(client);
            send(client);
        }
        assertThat(authorizations)
                .containsExactly(
                        "Bearer " + TokenFixture.access(0),
                        "Bearer " + TokenFixture.access(1),
                        "Bearer " + TokenFixture.access(1));
    }

    @Test
    @DisplayName("five redirects are followed; the sixth is the answer")
    void followsRedirectsUpToTheLimit() throws Exception {
        server.createContext("/hops", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring("/hops/".length()));
            exchange.getResponseHeaders().set("Location", "/hops/" + (left - 1));
            exchange.sendResponseHeaders(left == 0 ? 204 : 302, -1);
            exchange.close();
        });
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            manager.agent("meepa").add(login("acme", "canary-token-of-acme"));
            HttpClient client = manager.agent("meepa").tools().http();
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hops/";

            for (int hops : new int[] {5, 6}) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(address + hops)).build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(hops == 5 ? 204 : 302);
            }
            assertThat(client.connectTimeout()).contains(Duration.ofSeconds(30));
        }
    }

    @Test
    @DisplayName("a changed value is used by the next request")
    void readsWhenItSends() throws Exception {
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            AgentCredentials agent = manager.agent("meepa");
            HttpClient client = agent.tools().http();
            send(client);
            agent.add(login("A", "canary-first"));
            send(client);
            agent.replace(login("A", "canary-second"));
            send(client);
            agent.remove(login("A", "").key());
            send(client);
        }
        assertThat(authorizations).containsExactly("null", "Bearer canary-first", "Bearer canary-second", "null");
    }

    @Test
    @DisplayName("R15: each value that is added is one event, without the value")
    void reports() throws Exception {
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            AgentCredentials agent = manager.agent("meepa");
            HttpClient client = agent.tools().http();
            send(client);
            agent.add(login("A", "canary-first"));
            events.clear();
            send(client);
        }
        assertThat(events)
                .extracting(CredentialEvent::kind, CredentialEvent::phase, CredentialEvent::subject)
                .contains(
                        org.assertj.core.api.Assertions.tuple(Kind.INJECT, Phase.BEGUN, "http acme login/acme#token"),
                        org.assertj.core.api.Assertions.tuple(
                                Kind.INJECT, Phase.SUCCEEDED, "http acme login/acme#token"));
        assertThat(events.toString()).doesNotContain("canary");
    }

    @Test
    @DisplayName("what is expired, ambiguous, unmaskable or no header is refused, and nothing is sent")
    void refusesWhatCannotBeAdded() {
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            AgentCredentials agent = manager.agent("meepa");
            HttpClient client = agent.tools().http();
            agent.add(login("A", "canary-first"));
            agent.add(login("B", "canary-second"));
            assertThatThrownBy(() -> send(client)).isInstanceOf(AmbiguousCredentialException.class);
            agent.remove(login("B", "").key());
            agent.replace(login("A", "short"));
            assertThatThrownBy(() -> send(client))
                    .isInstanceOf(RequestRefusedException.class)
                    .hasMessageNotContaining("short");
            agent.replace(login("A", "canary\nwith a line break"));
            assertThatThrownBy(() -> send(client))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageNotContaining("canary");
            agent.replace(AgentCredential.login("acme")
                    .name("A")
                    .item("token", Secret.of("canary-old"), ItemType.API_TOKEN)
                    .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, "2001-01-01T00:00:00Z"))
                    .build());
            assertThatThrownBy(() -> send(client)).isInstanceOf(CredentialExpiredException.class);
        }
        assertThat(authorizations).isEmpty();
    }

    @Test
    @DisplayName("a reference to what the agent lacks is refused; without one the request goes as it is")
    void refusesAReferenceToNothing() {
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            HttpClient client = manager.agent("meepa").tools().http();
            assertThatThrownBy(() -> client.send(
                            HttpRequest.newBuilder(request(), (name, value) -> true)
                                    .header("Authorization", "Bearer cred:///login/acme#token")
                                    .build(),
                            BodyHandlers.discarding()))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        assertThat(authorizations).isEmpty();
    }

    @Test
    @DisplayName("a rule that names a tool serves that tool alone, and one that names an agent serves that agent alone")
    void narrows() throws Exception {
        try (CredentialManager manager =
                open(rule("login/acme#token", Map.of("tools", List.of("shell"), "agents", List.of("meepa"))))) {
            for (String agent : List.of("meepa", "other")) {
                manager.agent(agent).add(login("A", "canary-of-" + agent));
                send(manager.agent(agent).tools().http());
                send(manager.agent(agent).tools().http("mail"));
                send(manager.agent(agent).tools().http("shell"));
            }
        }
        assertThat(authorizations).containsExactly("null", "null", "Bearer canary-of-meepa", "null", "null", "null");
    }

    @Test
    @DisplayName("what the host offers to all is added for an agent that has nothing of its own")
    void addsSystemCredentials() throws Exception {
        try (CredentialManager manager = ruled(
                        Managers.builder(new RecordingStore())
                                .environment(Map.of("OPENAI_API_KEY", "canary-of-the-host")::get),
                        rule("api_key/openai#api_key", Map.of()))
                .open()) {
            send(manager.agent("meepa").tools().http());
            manager.agent("meepa")
                    .add(AgentCredential.apiKey("openai")
                            .item("api_key", Secret.of("canary-of-its-own"), ItemType.API_TOKEN)
                            .build());
            send(manager.agent("meepa").tools().http());
        }
        assertThat(authorizations).containsExactly("Bearer canary-of-the-host", "Bearer canary-of-its-own");
    }

    @Test
    @DisplayName("plan and doctor know the rules")
    void isPlannedAndExamined() {
        Map<String, Object> rule = rule("login/acme#token", Map.of("agents", List.of("meepa"), "path", "/v1"));
        try (CredentialManager manager = ruled(Managers.builder(new RecordingStore()), rule)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open()) {
            AgentCredentials agent = manager.agent("meepa");
            agent.add(AgentCredential.login("bank")
                    .item("token", Secret.of("canary-of-a-bank"), ItemType.API_TOKEN)
                    .build());
            assertThat(manager.plan().requests())
                    .extracting(RequestGrant::rule, RequestGrant::target, RequestGrant::ready)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(
                            "acme", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1 (bearer)", false));
            assertThat(manager.doctor().findings())
                    .extracting(DoctorReport.Finding::code)
                    .contains("rule-without-item");

            agent.add(login("A", "canary-first"));

            assertThat(agent.plan().requests()).extracting(RequestGrant::ready).containsExactly(true);
            assertThat(manager.doctor().findings())
                    .extracting(DoctorReport.Finding::code)
                    .doesNotContain("rule-without-item", "wire-log");
            for (String property : List.of("jdk.httpclient.HttpClient.log", "jdk.internal.httpclient.debug")) {
                System.setProperty(property, "true");
                try {
                    assertThat(manager.doctor().findings())
                            .filteredOn(finding -> finding.code().equals("wire-log"))
                            .singleElement()
                            .satisfies(finding -> assertThat(finding.message()).contains(property));
                } finally {
                    System.clearProperty(property);
                }
            }
        }
    }

    @Test
    @DisplayName("a caller gets what its own handler throws, and no value in it")
    void passesOnWhatAHandlerThrows() {
        IllegalStateException own = new IllegalStateException("the caller's own");
        UncheckedIOException telling = new UncheckedIOException(new IOException("it says canary-token-of-acme"));
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            manager.agent("meepa").add(login("acme", "canary-token-of-acme"));
            HttpClient client = manager.agent("meepa").tools().http();

            assertThatThrownBy(() -> client.send(request(), failing(own))).isSameAs(own);
            assertThatThrownBy(() -> client.send(request(), failing(telling)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the exchange failed: it says ***")
                    .hasNoCause();
        }
    }

    private static BodyHandler<Void> failing(RuntimeException failure) {
        return info -> {
            throw failure;
        };
    }

    @Test
    @DisplayName("an interrupted caller stops waiting, and its next request is like any other")
    void canBeInterrupted() throws Exception {
        try (CredentialManager manager = open(rule("login/acme#token", Map.of()))) {
            manager.agent("meepa").add(login("acme", "canary-token-of-acme"));
            HttpClient client = manager.agent("meepa").tools().http();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> send(client)).isInstanceOf(InterruptedException.class);

            assertThat(send(client)).isEqualTo(204);
        }
    }

    @Test
    @DisplayName("after the manager is closed nothing is sent")
    void endsWithTheManager() {
        CredentialManager manager = open(rule("login/acme#token", Map.of()));
        HttpClient client = manager.agent("meepa").tools().http();
        manager.close();

        assertThatThrownBy(() -> send(client)).isInstanceOf(ManagerClosedException.class);
        assertThatThrownBy(() ->
                        client.sendAsync(request(), BodyHandlers.discarding()).get())
                .hasCauseInstanceOf(ManagerClosedException.class);
        assertThat(authorizations).isEmpty();
    }
}
