package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.standin.RecordedRequest;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Agents of one host, one service with its recorded answers, and the engine between them. */
final class ConnectedAgents implements AutoCloseable {

    static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");

    final ManualClock clock = ManualClock.atNoon();
    final StagedService staged;
    final OAuthStandIn service;
    final CredentialManager manager;
    final CredentialKey key;
    private final String name;

    ConnectedAgents(String name, Path folder) {
        this.name = name;
        this.key = CredentialKey.of(Category.TOKEN, name);
        staged = StagedService.start(name, clock);
        service = staged.standIn();
        manager = builder(folder).open();
    }

    Consent begin(String agent) {
        return manager.agent(agent).connections().begin(ConnectRequest.to(name), ALICE);
    }

    Connection connect(String agent, String person) {
        return complete(agent, begin(agent), person);
    }

    Connection complete(String agent, Consent consent, String person) {
        return manager.agent(agent)
                .connections()
                .complete(CallbackParameters.ofQuery(service.agree(consent.address(), person)), ALICE);
    }

    String token() {
        return manager.agent("meepa").tokens().get(key).value().reveal();
    }

    String refreshToken() {
        return manager.agent("meepa").get(key).secret("refresh_token").reveal();
    }

    Connection listed() {
        return manager.agent("meepa").connections().list().get(0);
    }

    List<String> trades() {
        return service.tokenRequests().stream().map(RecordedRequest::body).toList();
    }

    private CredentialManagerBuilder builder(Path folder) {
        Map<String, Object> section = new HashMap<>(
                Map.of("preset", preset(folder), "client_id_env", "APP_ID", "client_secret_env", "APP_SECRET"));
        staged.preset().tenant().ifPresent(rule -> section.put("tenant", "tenant.example"));
        if (staged.preset().userAgentRequired()) {
            section.put("user_agent", "linux:app:1 (by /u/me)");
        }
        Map<String, String> environment =
                Map.of("APP_ID", OAuthStandIn.CLIENT_ID, "APP_SECRET", OAuthStandIn.CLIENT_SECRET);
        Map<String, Object> allowed = Map.of("oauth", Map.of("services", List.of(name)));
        return CredentialManager.builder()
                .withoutDiscovery()
                .clock(clock)
                .home(folder)
                .environment(environment::get)
                .provider(new OAuthProvider())
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/oauth/callback"))
                .set("credentials.connections.oauth.services", Map.of(name, section))
                .set("agents.meepa", Map.of("id", "meepa", "identity", allowed))
                .set("agents.second", Map.of("id", "second", "identity", allowed));
    }

    private String preset(Path folder) {
        try {
            return Files.writeString(folder.resolve(name + ".json"), staged.presetFile())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        manager.close();
        staged.close();
    }
}
