package io.meepa.verification.benchmarks.postgres;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway with one key, on a database or on files, and a document of twenty logins. */
final class Gateway {

    static final AgentId AGENT = AgentId.of("meepa");

    private static final int CREDENTIALS = 20;

    private final String key = text(Identity.generate());

    private static String text(Identity identity) {
        try (Secret secret = identity.secret()) {
            return secret.reveal();
        }
    }

    StoreSession session(String url) {
        return session(url, Map.of());
    }

    StoreSession session(String url, Map<String, ?> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put("url", url);
        settings.put("user", "postgres");
        settings.put("key_env", "MEEPA_KEY");
        settings.putIfAbsent("connections", 16L);
        return new PostgresStore()
                .open(StoreContext.of(
                        Settings.of("postgres", settings, new Settings.Surroundings(path -> "", name -> key)),
                        Path.of("none"),
                        Clock.systemUTC()));
    }

    CredentialManager onDatabase(String url, Path home) {
        return builder(home)
                .store(new PostgresStore())
                .set("credentials.credential_store.provider", "postgres")
                .set("credentials.credential_store.postgres.url", url)
                .set("credentials.credential_store.postgres.user", "postgres")
                .set("credentials.credential_store.postgres.key_env", "MEEPA_KEY")
                .open();
    }

    CredentialManager onFiles(Path home) {
        return builder(home)
                .set("credentials.credential_store.provider", "sops")
                .set("credentials.credential_store.sops.key_env", "MEEPA_KEY")
                .open();
    }

    private CredentialManagerBuilder builder(Path home) {
        return CredentialManager.builder()
                .home(home)
                .environment(name -> name.equals("MEEPA_KEY") ? key : null)
                .set("credentials.enabled", true);
    }

    static void fill(CredentialManager manager) {
        for (int number = 0; number < CREDENTIALS; number++) {
            manager.agent(AGENT).add(login(number, 0));
        }
    }

    static AgentCredential login(int number, int changes) {
        return AgentCredential.login("service-" + number)
                .item("username", Secret.of("meepa-agent-" + number + "@example.com"), ItemType.USERNAME)
                .item("password", Secret.of("p" + changes + "x".repeat(40)), ItemType.PASSWORD)
                .item("api_token", Secret.of("t" + changes + "y".repeat(40)), ItemType.API_TOKEN)
                .build();
    }

    /** A document of the size of twenty logins. */
    static DocumentNode.Fields document(int number) {
        DocumentNode.Fields item = new DocumentNode.Fields(Map.of(
                "key", new DocumentNode.Text("note"),
                "value", new DocumentNode.Hidden(Secret.of(number + "x".repeat(8_000))),
                "item_type", new DocumentNode.Text("other")));
        DocumentNode.Fields credential = new DocumentNode.Fields(
                Map.of("category", new DocumentNode.Text("login"), "items", new DocumentNode.Elements(List.of(item))));
        return new DocumentNode.Fields(Map.of("credentials", new DocumentNode.Elements(List.of(credential))));
    }
}
