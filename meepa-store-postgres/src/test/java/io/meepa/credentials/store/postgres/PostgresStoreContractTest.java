package io.meepa.credentials.store.postgres;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.testkit.store.CredentialStoreContract;
import java.util.List;
import java.util.Map;

/** The contract of all stores, on a real server. */
class PostgresStoreContractTest extends CredentialStoreContract {

    private final TestDatabase database = TestDatabase.withTables();
    private final TestKeys keys = TestKeys.make();

    @Override
    protected CredentialStore store() {
        return new PostgresStore();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.ofEntries(
                Map.entry("url", database.url()),
                Map.entry("user", "postgres"),
                Map.entry("password_env", "DATABASE_PASSWORD"),
                Map.entry("connections", 8L),
                Map.entry("public_key", keys.recipient()),
                Map.entry("recipients", List.of(TestKeys.make().recipient())),
                Map.entry("key_env", "MEEPA_KEY"),
                Map.entry("lease", "60s"),
                Map.entry("heartbeat", "10s"),
                Map.entry("longest_run", "1h"),
                Map.entry("call_timeout", "30s"),
                Map.entry("read_patience", "30s"),
                Map.entry("write_patience", "60s"),
                Map.entry("create", true),
                Map.entry("engine", "postgres"),
                Map.entry("require_replicated", false));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("MEEPA_KEY", keys.identity(), "DATABASE_PASSWORD", "unused");
    }
}
