package io.meepa.credentials.testkit.store;

import io.meepa.credentials.spi.store.CredentialStore;
import java.util.Map;

/** The contract on a store with a bug; launched by a test, not found by the build. */
final class SeededStoreContract extends CredentialStoreContract {

    static volatile MemoryStoreBug bug = MemoryStoreBug.NONE;

    @Override
    protected CredentialStore store() {
        return new MemoryStore(bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("width", 3L);
    }
}
