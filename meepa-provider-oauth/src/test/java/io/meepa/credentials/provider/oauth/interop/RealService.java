package io.meepa.credentials.provider.oauth.interop;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A service at a server that nobody here wrote, described by a preset of the test's own.
 *
 * @param name what the service is called
 * @param preset its description, in JSON
 */
record RealService(String name, String preset) {

    /** Opens a manager whose agent {@code meepa} may be connected to the service, by an app of this id and secret. */
    CredentialManager open(Clock clock, Path folder, String appId, String appSecret) throws IOException {
        return open(clock, folder, Map.of("APP_ID", appId, "APP_SECRET", appSecret), Map.of());
    }

    /** Opens a manager whose app has further variables and settings. */
    CredentialManager open(Clock clock, Path folder, Map<String, String> environment, Map<String, String> settings)
            throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".json"), preset);
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
                .set("credentials.connections.oauth.services", Map.of(name, app(file, settings)))
                .set(
                        "agents.meepa",
                        Map.of("id", "meepa", "identity", Map.of("oauth", Map.of("services", List.of(name)))))
                .open();
    }

    private static Map<String, String> app(Path file, Map<String, String> settings) {
        Map<String, String> app = new HashMap<>(settings);
        app.put("preset", file.toString());
        app.put("client_id_env", "APP_ID");
        app.put("client_secret_env", "APP_SECRET");
        return app;
    }
}
