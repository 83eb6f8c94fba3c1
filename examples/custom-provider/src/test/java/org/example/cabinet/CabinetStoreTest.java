package org.example.cabinet;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.testkit.store.CredentialStoreContract;
import java.util.Map;

/** The store keeps every promise of a store. */
final class CabinetStoreTest extends CredentialStoreContract {

    @Override
    protected CredentialStore store() {
        return new CabinetStore();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("key_env", "TEST_KEY", "lock_timeout", "1m");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("TEST_KEY", "2b".repeat(32));
    }
}
