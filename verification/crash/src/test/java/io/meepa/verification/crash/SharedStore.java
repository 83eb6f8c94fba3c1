package io.meepa.verification.crash;

import io.meepa.credentials.core.builtin.MemoryStore;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The memory store, one for all managers that are given it. */
final class SharedStore implements CredentialStore {

    static final String ID = "shared";

    private final UnaryOperator<StoreSession> layer;
    private final ConcurrentHashMap<String, StoreSession> sessions = new ConcurrentHashMap<>();

    SharedStore(UnaryOperator<StoreSession> layer) {
        this.layer = layer;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public StoreSession open(StoreContext context) {
        return sessions.computeIfAbsent(ID, id -> layer.apply(new MemoryStore().open(context)));
    }
}
