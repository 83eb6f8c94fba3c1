package io.meepa.verification.crash;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
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
        while (true) {
            try {
                Revision latest =
                        super.read(agent).map(StoredDocument::revision).orElse(Revision.ABSENT);
                return super.write(agent, content, latest);
            } catch (RevisionConflictException e) {
                // Somebody wrote in between: that is overwritten, too.
            }
        }
    }
}
