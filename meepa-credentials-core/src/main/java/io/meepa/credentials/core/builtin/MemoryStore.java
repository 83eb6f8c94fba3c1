package io.meepa.credentials.core.builtin;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;

/** Keeps documents in memory only, for {@code credential_store.provider: none}: plaintext never touches a disk. */
public final class MemoryStore implements CredentialStore {

    /** Creates the store. */
    public MemoryStore() {}

    @Override
    public String id() {
        return "none";
    }

    @Override
    public StoreSession open(StoreContext context) {
        return new MemorySession();
    }
}
