package io.meepa.verification.crash;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.spi.DocumentNode;
import io.meepa.credentials.spi.Revision;
import io.meepa.credentials.spi.StoreSession;
import io.meepa.credentials.spi.StoredDocument;
import java.util.concurrent.locks.LockSupport;

/** A negative control: overwrites whatever others wrote since its content was read. */
final class LastWinsStore extends StoreLayer {

    /** Gives others the time to write what is lost then; without it they do so too, but not as often. */
    private static final long NANOS_BEFORE_A_WRITE = 200_000;

    LastWinsStore(StoreSession below) {
        super(below);
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        LockSupport.parkNanos(NANOS_BEFORE_A_WRITE);
        return super.write(
                agent, content, super.read(agent).map(StoredDocument::revision).orElse(Revision.ABSENT));
    }
}
