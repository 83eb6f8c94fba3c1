package io.meepa.credentials.store.postgres;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.testkit.store.CredentialStoreContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all stores behind a pooler that hands each statement to another connection. */
@EnabledIf(value = "installed", disabledReason = "needs the program pgbouncer")
class PoolerContractTest extends CredentialStoreContract {

    private final TestDatabase database = TestDatabase.withTables();
    private final TestKeys keys = TestKeys.make();

    @TempDir
    Path folder = Path.of("");

    private Pooler pooler = Pooler.none();

    static boolean installed() {
        return Pooler.isInstalled();
    }

    @BeforeEach
    void start() {
        pooler = Pooler.start(folder, database.name());
    }

    @AfterEach
    void stop() {
        pooler.close();
    }

    @Override
    protected CredentialStore store() {
        return new PostgresStore();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "url", pooler.url(database.name()), "user", "postgres", "connections", 8L, "key_env", "MEEPA_KEY");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("MEEPA_KEY", keys.identity());
    }
}
