package io.meepa.credentials.testkit.store;

import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps documents in memory, one shelf a folder, with a bug or without. */
public final class MemoryStore implements CredentialStore {

    private static final Map<Path, MemoryStoreContents> SHELVES = new ConcurrentHashMap<>();

    private final MemoryStoreBug bug;

    /** Creates a store without a bug. */
    public MemoryStore() {
        this(MemoryStoreBug.NONE);
    }

    MemoryStore(MemoryStoreBug bug) {
        this.bug = bug;
    }

    @Override
    public String id() {
        return "shelf";
    }

    @Override
    public StoreSession open(StoreContext context) {
        context.settings().integer("width", 1, 10);
        MemoryStoreContents shelf = bug == MemoryStoreBug.FORGETS_ON_CLOSE
                ? new MemoryStoreContents()
                : SHELVES.computeIfAbsent(context.home(), home -> new MemoryStoreContents());
        MemoryStoreSession session = new MemoryStoreSession(shelf, context, bug);
        if (bug == MemoryStoreBug.WRITES_WHEN_OPENED) {
            session.writeFile("opened");
        }
        return session;
    }
}
