package io.meepa.examples.agentruntime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.agentruntime.okhttp.HostBoundInterceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What the agent's own client gives no value to, other clients through it give none to either. */
final class ForeignRequestsTest {

    private static final String TOKEN = "canary-of-a-foreign-request";
    private static final String REFERENCE = "cred:///login/acme#token";
    private static final String NONE = "";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer acme;
    private HttpServer other;
    private CredentialManager manager;

    @BeforeEach
    void open() throws IOException {
        acme = started();
        other = started();
        manager = CredentialManager.builder()
                .set("credentials.credential_store.provider", "none")
                .set("credentials.http.private_hosts", List.of("127.0.0.1", "localhost"))
                .set(
                        "credentials.http.rules.acme",
                        Map.of(
                                "item", "login/acme#token",
                                "scheme", "http",
                                "host", "127.0.0.1",
                                "port", acme.getAddress().getPort(),
                                "path", "/v1"))
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
        acme.stop(0);
        other.stop(0);
    }

    /** Sends one request, and returns whether an answer came. */
    interface Client {

        boolean answers(HttpClient http, URI address, String header, String value, String body) throws IOException;
    }

    /** A request: where to, with which header and body, and how often the value may arrive. */
    record Case(String name, String address, String header, String value, String body, int arrivals) {

        @Override
        public String toString() {
            return name;
        }
    }

    record Try(String client, Client by, Case of) {

        @Override
        public String toString() {
            return client + ": " + of;
        }
    }

    static Stream<Try> requests() {
        return Stream.of(
                        plain("what the rule is for", "http://127.0.0.1:A/v1/x", 1),
                        plain("another path", "http://127.0.0.1:A/admin", 0),
                        plain("another port", "http://127.0.0.1:B/v1/x", 0),
                        plain("a user name before the host", "http://user:word@127.0.0.1:A/v1/x", 0),
                        plain("the host as a user name", "http://127.0.0.1:A@localhost:B/v1/x", 0),
                        plain("the same machine by another name", "http://localhost:A/v1/x", 0),
                        plain("a trailing dot", "http://localhost.:A/v1/x", 0),
                        plain("dot segments", "http://127.0.0.1:A/v1/%2e%2e/admin", 0),
                        plain("a redirect to another port", "http://127.0.0.1:A/v1/go?to=http://127.0.0.1:B/v1/x", 1),
                        plain("a redirect to another host", "http://127.0.0.1:A/v1/go?to=http://localhost:B/v1/x", 1),
                        plain("a redirect to another path", "http://127.0.0.1:A/v1/go?to=/admin", 1),
                        new Case("a reference", "http://127.0.0.1:A/v1/x", "Authorization", bearer(), NONE, 1),
                        new Case(
                                "a reference elsewhere", "http://127.0.0.1:B/v1/x", "Authorization", bearer(), NONE, 0),
                        new Case(
                                "a reference in another header",
                                "http://127.0.0.1:A/v1/x",
                                "X-Copy",
                                REFERENCE,
                                NONE,
                                0),
                        new Case(
                                "a second copy in the query",
                                "http://127.0.0.1:A/v1/x?copy=cred%3A%2F%2F%2Flogin%2Facme%23token",
                                "Authorization",
                                bearer(),
                                NONE,
                                0),
                        new Case(
                                "a second copy in the body",
                                "http://127.0.0.1:A/v1/x",
                                "Authorization",
                                bearer(),
                                "say " + REFERENCE,
                                0))
                .flatMap(of -> Stream.of(
                        new Try("OkHttp", ForeignRequestsTest::okHttp, of),
                        new Try("RestClient", ForeignRequestsTest::restClient, of)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("a value arrives where its rule says, and nowhere else")
    void arrivesWhereTheRuleSays(Try request) throws IOException {
        Case of = request.of();
        boolean answered = request.by()
                .answers(
                        manager.agent("meepa").tools().http(),
                        URI.create(here(of.address())),
                        of.header(),
                        of.value(),
                        of.body());

        assertThat(received).filteredOn(one -> one.contains(TOKEN)).hasSize(of.arrivals());
        assertThat(received).noneMatch(one -> one.contains("cred:") || one.contains("cred%3A"));
        assertThat(answered || of.arrivals() == 0).isTrue();
        if (of.address().contains("/go?")) {
            assertThat(received).as("it was redirected").hasSize(2);
        }
    }

    @Test
    @DisplayName("a Host of the caller's is refused, or left out by the client itself")
    void sendsNoHostOfTheCallers() throws IOException {
        URI address = URI.create(here("http://127.0.0.1:A/v1/x"));
        HttpClient http = manager.agent("meepa").tools().http();

        assertThat(okHttp(http, address, "Host", "evil.test", NONE)).isFalse();
        assertThat(received).isEmpty();
        assertThat(restClient(http, address, "Host", "evil.test", NONE)).isTrue();
        assertThat(received).hasSize(1).noneMatch(one -> one.contains("evil.test"));
    }

    private static boolean okHttp(HttpClient http, URI address, String header, String value, String body) {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(new HostBoundInterceptor(http))
                .build();
        Request.Builder request = new Request.Builder().url(address.toString());
        if (!header.isEmpty()) {
            request.header(header, value);
        }
        if (!body.isEmpty()) {
            request.post(RequestBody.create(body, null));
        }
        try (Response response = client.newCall(request.build()).execute()) {
            assertThat(response.toString()).doesNotContain(TOKEN);
            return true;
        } catch (IOException | RequestRefusedException e) {
            assertThat(e.toString()).doesNotContain(TOKEN);
            return false;
        }
    }

    private static boolean restClient(HttpClient http, URI address, String header, String value, String body) {
        RestClient client = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .build();
        try {
            RestClient.RequestBodySpec request = client.method(body.isEmpty() ? HttpMethod.GET : HttpMethod.POST)
                    .uri(address);
            if (!header.isEmpty()) {
                request.header(header, value);
            }
            if (!body.isEmpty()) {
                request.body(body);
            }
            request.retrieve().toBodilessEntity();
            return true;
        } catch (RestClientException | RequestRefusedException e) {
            assertThat(e.toString()).doesNotContain(TOKEN);
            return false;
        }
    }

    private static Case plain(String name, String address, int arrivals) {
        return new Case(name, address, NONE, NONE, NONE, arrivals);
    }

    private static String bearer() {
        return "Bearer " + REFERENCE;
    }

    private String here(String address) {
        return address.replace(":A", ":" + acme.getAddress().getPort())
                .replace(":B", ":" + other.getAddress().getPort());
    }

    private HttpServer started() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " " + body);
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.startsWith("to=")) {
                exchange.getResponseHeaders().set("Location", query.substring("to=".length()));
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
