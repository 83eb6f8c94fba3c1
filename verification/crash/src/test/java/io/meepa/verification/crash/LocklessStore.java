package io.meepa.verification.crash;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreLock;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.Tag;
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
    public StoreLock lock(AgentId agent, String name, Duration patience) {
        return () -> {};
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        remote.at(Tag.of(namespace, agent, Category.EMAIL, INTENT), INTENT);
        return super.write(agent, content, expected);
    }
}
