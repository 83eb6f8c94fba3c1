package io.meepa.verification.failover;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.store.postgres.PostgresStore;
import io.meepa.credentials.testkit.TestContexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the gateways of the proof are set up: all alike, with the shortest lease.
 *
 * @param url the url of the database
 * @param key the age identity that all share
 */
record HostSettings(String url, String key) {

    static final List<String> AGENTS =
            IntStream.range(0, 4).mapToObj(i -> "agent-" + i).toList();

    private static final Map<String, ?> STORE = Map.of(
            "user", "postgres",
            "key_env", "MEEPA_KEY",
            "call_timeout", "4s",
            "lease", "45s",
            "heartbeat", "5s",
            "require_replicated", true);

    StoreSession session() {
        TestContexts contexts = TestContexts.create().environment(Map.of("MEEPA_KEY", key));
        Map<String, Object> settings = new java.util.HashMap<>(STORE);
        settings.put("url", url);
        return new PostgresStore().open(contexts.storeInRealTime(contexts.settings(settings), Path.of("none")));
    }

    CredentialManager manager(Path home, Boxes boxes, String lockTimeout) {
        String store = "credentials.credential_store.postgres.";
        CredentialManagerBuilder builder = CredentialManager.builder()
                .home(home)
                .environment(name -> name.equals("MEEPA_KEY") ? key : null)
                .provider(new BoxProvider(boxes))
                .store(new PostgresStore())
                .set("credentials.enabled", true)
                .set("credentials.lock_timeout", lockTimeout)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", BoxProvider.ID)
                .set("credentials.credential_store.provider", "postgres")
                .set(store + "url", url);
        STORE.forEach((setting, value) -> builder.set(store + setting, value));
        AGENTS.forEach(agent -> builder.set("agents." + agent, Map.of("id", agent)));
        return builder.open();
    }

    @Override
    public String toString() {
        return "HostSettings[redacted]";
    }
}
