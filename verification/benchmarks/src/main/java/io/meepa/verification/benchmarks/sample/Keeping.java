package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.sops.Identity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where a host keeps the documents of its agents, with one key for all of them, as a host with a key service has it. */
public final class Keeping {

    private static final String KEY = "AGENTS_KEY";
    private static final String STORE = "credentials.credential_store.";

    private final Map<String, Object> settings;
    private final String identity = Identity.generate().secret().reveal();

    private Keeping(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Keeps them in files.
     *
     * @return the place, with a key of its own
     */
    public static Keeping inFiles() {
        return new Keeping(Map.of(STORE + "provider", "sops", STORE + "sops.key_env", KEY));
    }

    /**
     * Keeps them in a database that has the tables.
     *
     * @param url the database, where the user {@code postgres} needs no password
     * @return the place, with a key of its own
     */
    public static Keeping inDatabase(String url) {
        return new Keeping(Map.of(
                STORE + "provider",
                "postgres",
                STORE + "postgres.url",
                url,
                STORE + "postgres.user",
                "postgres",
                STORE + "postgres.key_env",
                KEY));
    }

    /**
     * Creates a builder of managers.
     *
     * @param home the home, in which the documents are if they are files
     * @param variables what the host's environment has besides the key
     * @return a builder
     */
    public CredentialManagerBuilder builder(Path home, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(KEY, identity);
        CredentialManagerBuilder builder =
                CredentialManager.builder().home(home).environment(all::get).set("credentials.enabled", true);
        settings.forEach(builder::set);
        return builder;
    }
}
