package io.meepa.verification.crash;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that passes everything on; what a negative control takes away, it overrides. */
class StoreLayer implements StoreSession {

    private final StoreSession below;

    StoreLayer(StoreSession below) {
        this.below = below;
    }

    /** A store whose sessions are covered with a layer. */
    static CredentialStore over(CredentialStore store, UnaryOperator<StoreSession> layer) {
        return new CredentialStore() {
            @Override
            public String id() {
                return store.id();
            }

            @Override
            public StoreSession open(StoreContext context) {
                return layer.apply(store.open(context));
            }
        };
    }

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        return below.read(agent);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        return below.write(agent, content, expected);
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        below.delete(agent, expected);
    }

    @Override
    public List<AgentId> agents() {
        return below.agents();
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        return below.lock(agent, name, maxWait);
    }

    @Override
    public void close() {
        below.close();
    }
}
