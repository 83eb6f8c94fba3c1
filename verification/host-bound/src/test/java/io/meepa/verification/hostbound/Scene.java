package io.meepa.verification.hostbound;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server whose requests are ruled, another one beside it, and an agent with something to lose. */
final class Scene implements AutoCloseable {

    static final String TOKEN = "acme-canary-token-0123456789";
    static final String PASSWORD = "acme-canary-password/+= 7";
    static final String KEY = "acme-canary-key-9876543210";

    final RecordingServer acme;
    final RecordingServer other;
    final CredentialManager manager;
    final AgentCredentials agent;
    final HttpClient client;
    private final List<String> added = new CopyOnWriteArrayList<>();

    Scene() throws IOException {
        Names.write();
        acme = RecordingServer.start(Answers::to);
        other = RecordingServer.start(Answers::to);
        manager = rules(CredentialManager.builder()).open();
        agent = manager.agent("meepa");
        agent.add(AgentCredential.login("acme")
                .item("username", Secret.of("meepa@acme.test"), ItemType.USERNAME)
                .item("token", Secret.of(TOKEN), ItemType.API_TOKEN)
                .item("password", Secret.of(PASSWORD), ItemType.PASSWORD)
                .item("key", Secret.of(KEY), ItemType.API_TOKEN)
                .build());
        client = agent.tools().http();
    }

    private CredentialManagerBuilder rules(CredentialManagerBuilder builder) {
        return builder.withoutDiscovery()
                .listener(event -> {
                    if (event.kind() == CredentialEvent.Kind.INJECT) {
                        added.add(event.subject());
                    }
                })
                .set("credentials.credential_store.provider", "none")
                .set("credentials.http.private_hosts", Names.loopback())
                .set(
                        "credentials.http.rules.token",
                        rule("token", "/v1", Map.of("methods", List.of("GET", "POST", "HEAD"))))
                .set("credentials.http.rules.key", rule("key", "/keys", Map.of("form", "header", "field", "X-Api-Key")))
                .set("credentials.http.rules.query", rule("key", "/query", Map.of("form", "query", "field", "key")))
                .set("credentials.http.rules.pair", rule("password", "/pair", Map.of("form", "basic")))
                .set("credentials.http.rules.tool", rule("token", "/tool", Map.of("tools", List.of("shell"))))
                .set("credentials.http.rules.other", rule("token", "/other", Map.of("agents", List.of("other"))));
    }

    private Map<String, Object> rule(String item, String path, Map<String, Object> more) {
        Map<String, Object> rule = new java.util.HashMap<>(Map.of(
                "item",
                "login/acme#" + item,
                "scheme",
                "http",
                "host",
                "api.acme.test",
                "port",
                (long) acme.port(),
                "path",
                path));
        rule.putAll(more);
        return rule;
    }

    /** Returns a request; {@code A} and {@code B} in the address stand for the ports of the two servers. */
    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(uri(address));
    }

    URI uri(String address) {
        return URI.create(ports(address));
    }

    String ports(String text) {
        return text.replace("{A}", String.valueOf(acme.port())).replace("{B}", String.valueOf(other.port()));
    }

    /** Returns everything that any server got. */
    List<Received> received() {
        List<Received> all = new ArrayList<>(acme.received());
        all.addAll(other.received());
        return all;
    }

    /** Returns what was received with a made-up secret that no rule puts there. */
    List<Received> injections() {
        return received().stream().filter(this::isInjected).toList();
    }

    /** Judges by what the rules say, and knows nothing of the code that applies them. */
    private boolean isInjected(Received request) {
        return request.hasCanaryBeside(place(request).orElse(""));
    }

    private Optional<String> place(Received request) {
        boolean ruled = request.port() == acme.port()
                && request.header("host").equalsIgnoreCase("api.acme.test:" + acme.port())
                && List.of("GET", "POST", "HEAD").contains(request.method());
        if (!ruled) {
            return Optional.empty();
        }
        return request.target().startsWith("/v1") || request.target().startsWith("/pair")
                ? Optional.of("authorization")
                : Optional.of("x-api-key").filter(name -> request.target().startsWith("/keys"));
    }

    /** Returns what the client added to requests, whether they arrived or not. */
    List<String> additions() {
        return added;
    }

    void forget() {
        added.clear();
        acme.forget();
        other.forget();
    }

    @Override
    public void close() throws IOException {
        manager.close();
        acme.close();
        other.close();
    }
}
