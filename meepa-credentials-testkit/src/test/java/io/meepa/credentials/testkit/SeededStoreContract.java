package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialStore;
import java.util.Map;

/** The contract on a store with a bug; launched by a test, not found by the build. */
final class SeededStoreContract extends CredentialStoreContract {

    static volatile ShelfBug bug = ShelfBug.NONE;

    @Override
    protected CredentialStore store() {
        return new ShelfStore(bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("width", 3L);
    }
}
