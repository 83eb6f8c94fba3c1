package io.meepa.verification.crash;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Duration;

/** A negative control: locks nothing, and makes runs meet between plan and intent, where the lock would part them. */
final class LocklessStore extends StoreLayer {

    static final String INTENT = "intent";

    private final Remote remote;
    private final String namespace;

    LocklessStore(StoreSession below, Remote remote, String namespace) {
        super(below);
        this.remote = remote;
        this.namespace = namespace;
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration maxWait) {
        return () -> {};
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        remote.at(Tag.of(namespace, agent, Category.EMAIL, INTENT), INTENT);
        return super.write(agent, content, expected);
    }
}
