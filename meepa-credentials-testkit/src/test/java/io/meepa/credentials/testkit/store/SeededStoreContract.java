package io.meepa.credentials.testkit.store;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.Map;

/** The contract on a store with a bug; launched by a test, not found by the build. */
final class SeededStoreContract extends CredentialStoreContract {

    static volatile MemoryStoreBug bug = MemoryStoreBug.NONE;

    @Override
    protected CredentialStore store() {
        MemoryStore store = new MemoryStore(bug);
        return bug == MemoryStoreBug.IS_NOT_REGISTERED ? new Unregistered(store) : store;
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("width", 3L);
    }

    /** A store that nobody can find. */
    private record Unregistered(CredentialStore store) implements CredentialStore {

        @Override
        public String id() {
            return store.id();
        }

        @Override
        public StoreSession open(StoreContext context) {
            return store.open(context);
        }
    }
}
