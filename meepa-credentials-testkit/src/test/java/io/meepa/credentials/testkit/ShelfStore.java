package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.CredentialStore;
import io.meepa.credentials.spi.StoreContext;
import io.meepa.credentials.spi.StoreSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps documents in memory, one shelf a folder, with a bug or without. */
public final class ShelfStore implements CredentialStore {

    private static final Map<Path, Shelf> SHELVES = new ConcurrentHashMap<>();

    private final ShelfBug bug;

    /** Makes a store without a bug. */
    public ShelfStore() {
        this(ShelfBug.NONE);
    }

    ShelfStore(ShelfBug bug) {
        this.bug = bug;
    }

    @Override
    public String id() {
        return "shelf";
    }

    @Override
    public StoreSession open(StoreContext context) {
        context.settings().integer("width", 1, 10);
        Shelf shelf = bug == ShelfBug.FORGETS_ON_CLOSE
                ? new Shelf()
                : SHELVES.computeIfAbsent(context.home(), home -> new Shelf());
        ShelfSession session = new ShelfSession(shelf, context, bug);
        if (bug == ShelfBug.WRITES_WHEN_OPENED) {
            session.writeFile("opened");
        }
        return session;
    }
}
