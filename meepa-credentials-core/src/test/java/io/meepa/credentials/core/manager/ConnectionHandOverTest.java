package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.tool.AgentEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools get of a connection: variables, references, requests, and a mask over all of it. */
class ConnectionHandOverTest {

    private static final String REFERENCE = "cred:///token/github#access_token";

    private final ConnectScene scene = new ConnectScene();
    private final List<CredentialEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private @Nullable HttpServer service;
    private volatile int status = 200;

    @AfterEach
    void stop() {
        if (service != null) {
            service.stop(0);
        }
    }

    @Test
    @DisplayName("a granted variable, a reference and a token are one value, and the mask hides both items")
    void handsOverAConnection() {
        scene.connect("meepa", "ada:1");
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.tokens().get(ConnectScene.KEY).value().reveal()).isEqualTo("access-of-ada:1");
            assertThat(variable(meepa)).isEqualTo("access-of-ada:1");
            assertThat(meepa.tools().references().resolve("Bearer " + REFERENCE).reveal())
                    .isEqualTo("Bearer access-of-ada:1");
            assertThat(meepa.tools().mask().apply("got access-of-ada:1 and refresh-of-ada:1"))
                    .doesNotContain("access-of", "refresh-of");
            assertThatThrownBy(() -> meepa.tools().references().resolve("cred:///token/github#refresh_token"))
                    .hasMessageContaining("may not be resolved");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT58M", "PT2H"})
    @DisplayName("a tool that starts with a token near its end, or past it, gets a fresh one")
    void renewsAheadForAToolThatStarts(Duration later) {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        scene.clock.advance(later);
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(variable(meepa)).isEqualTo("access-renewed-1");
            assertThat(granted(meepa.tools().environment("shell"))).isEqualTo("access-renewed-1");
            assertThat(meepa.tools().references().resolve(REFERENCE).reveal()).isEqualTo("access-renewed-1");
        }
        assertThat(scene.upstream.renewals).hasValue(1);
    }

    @Test
    @DisplayName("a reference gets a fresh token too, and one that is good for long is not renewed")
    void renewsAheadForReferences() {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.tools().references().resolve(REFERENCE).reveal()).isEqualTo("access-of-ada:1");
            assertThat(scene.upstream.renewals).hasValue(0);
            scene.clock.advance(Duration.ofMinutes(58));
            assertThat(meepa.tools().references().resolve(REFERENCE).reveal()).isEqualTo("access-renewed-1");
        }
    }

    @Test
    @DisplayName("tokens that end at one time are renewed at one time: each waits for the other to have begun")
    void renewsAheadAllAtOnce() {
        scene.upstream.renews = true;
        for (String name : List.of("Work", "Home")) {
            scene.with(connections -> {
                Consent consent = connections.begin(ConnectRequest.to("github").named(name), ConnectScene.ALICE);
                return connections.complete(ConnectScene.callback(consent, name + ":1"), ConnectScene.ALICE);
            });
        }
        CyclicBarrier both = new CyclicBarrier(2);
        scene.upstream.beforeRenewal = () -> {
            try {
                both.await(8, TimeUnit.SECONDS); // Less than the tool waits in all.
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        };
        scene.clock.advance(Duration.ofMinutes(58));
        var builder = scene.builder().set("agent_defaults.image_config.inject_credentials_env", true);
        for (String name : List.of("Work", "Home")) {
            builder.set(
                    "credentials.environment.grants.GITHUB_" + name.toUpperCase(Locale.ROOT),
                    Map.of("item", "token/github#access_token", "name", name));
        }
        try (CredentialManager manager = builder.open()) {
            assertThat(manager.agent("meepa").environment().variables().values())
                    .extracting(Secret::reveal)
                    .containsOnly("access-renewed-1", "access-renewed-2");
        }
    }

    @Test
    @DisplayName("a service that cannot be reached costs a tool nothing that is good still, and gives it nothing dead")
    void handsOverWhatIsGoodWhereNothingCanBeRenewed() {
        scene.upstream.renews = true;
        scene.connect("meepa", "ada:1");
        scene.upstream.unreachable = true;
        scene.clock.advance(Duration.ofMinutes(58));
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(variable(meepa)).isEqualTo("access-of-ada:1");
            scene.clock.advance(Duration.ofMinutes(10));
            assertThat(meepa.environment().names()).doesNotContain("GITHUB_TOKEN");
            assertThatThrownBy(() -> meepa.tools().references().resolve(REFERENCE))
                    .isInstanceOf(CredentialNotFoundException.class);
        }
        assertThat(events)
                .anyMatch(event -> event.kind() == Kind.INJECT && event.detail().contains("not injected: it expired"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @DisplayName(
            "OA-27, OA-21: an answer that the service's preset lists ends the token, and the next request gets a new one")
    void renewsWhatTheServiceTakesForDead(int rejected) throws Exception {
        scene.upstream.renews = true;
        serving(Set.of(401, 403));
        scene.connect("meepa", "ada:1");
        scene.clock.advance(Duration.ofMinutes(2));
        status = rejected;
        try (CredentialManager manager = open()) {
            HttpClient tool = manager.agent("meepa").tools().http();
            assertThat(ask(tool).statusCode()).isEqualTo(rejected);
            status = 200;
            assertThat(ask(tool).statusCode()).isEqualTo(200);
        }
        assertThat(authorizations).containsExactly("Bearer access-of-ada:1", "Bearer access-renewed-1");
        assertThat(scene.with(connections -> connections.list()).get(0).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @DisplayName("OA-04: another refusal, and one right after a renewal, is no permission and ends no token")
    void keepsTheTokenAfterAnotherRefusal() throws Exception {
        scene.upstream.renews = true;
        serving(Set.of(401));
        scene.connect("meepa", "ada:1");
        try (CredentialManager manager = open()) {
            HttpClient tool = manager.agent("meepa").tools().http();
            status = 401;
            ask(tool);
            scene.clock.advance(Duration.ofMinutes(2));
            status = 403;
            ask(tool);
            ask(tool);
        }
        assertThat(authorizations).hasSize(3).containsOnly("Bearer access-of-ada:1");
        assertThat(scene.upstream.renewals).hasValue(0);
    }

    @Test
    @DisplayName("an own token is its owner's: no answer takes it out of use")
    void keepsOwnTokensAfterARefusal() throws Exception {
        serving(Set.of(401));
        status = 401;
        try (CredentialManager manager = open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.token("github")
                    .item("access_token", Secret.of("canary-own-token"), ItemType.API_TOKEN)
                    .build());
            ask(meepa.tools().http());
            ask(meepa.tools().http());
            assertThat(meepa.get(ConnectScene.KEY).metadata().text(MetadataKeys.REJECTED_AT))
                    .isEmpty();
        }
        assertThat(authorizations).hasSize(2);
    }

    private static String variable(AgentCredentials agent) {
        return granted(agent.environment());
    }

    private static String granted(AgentEnvironment environment) {
        return Objects.requireNonNull(environment.variables().get("GITHUB_TOKEN"))
                .reveal();
    }

    private CredentialManager open() {
        var builder = scene.builder()
                .listener(events::add)
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("credentials.environment.grants", Map.of("GITHUB_TOKEN", "token/github#access_token"));
        return service == null
                ? builder.open()
                : builder.set("credentials.http.private_hosts", List.of("127.0.0.1"))
                        .set("credentials.http.rules.github", "token/github#access_token")
                        .open();
    }

    private void serving(Set<Integer> rejections) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
        scene.upstream.targets = List.of(RequestTarget.of("127.0.0.1", new Placement.Bearer())
                .withScheme("http")
                .withPort(service.getAddress().getPort())
                .rejectedBy(rejections));
    }

    private HttpResponse<Void> ask(HttpClient tool) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(service).getAddress().getPort() + "/x");
        return tool.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
    }
}
