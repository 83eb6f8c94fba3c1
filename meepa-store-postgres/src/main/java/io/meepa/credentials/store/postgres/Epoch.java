package io.meepa.credentials.store.postgres;

import io.meepa.credentials.sops.key.Keyring;
import io.meepa.credentials.sops.sealed.RecipientPolicy;
import io.meepa.credentials.sops.sealed.RollbackDetector;
import io.meepa.credentials.sops.sealed.SealedDocuments;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of one life of the database. A person begins another life after a restore: then older documents
 * are right, and everything remembered is of no use.
 *
 * @param id the epoch, or null before the first document was read
 * @param rollbacks the newest versions seen
 * @param documents opens and seals
 * @param snapshots what was read
 */
record Epoch(@Nullable UUID id, RollbackDetector rollbacks, SealedDocuments documents, Snapshots snapshots) {

    static Epoch begin(@Nullable UUID id, Keyring keyring, RecipientPolicy recipients, Clock clock) {
        RollbackDetector rollbacks = new RollbackDetector();
        return new Epoch(id, rollbacks, new SealedDocuments(keyring, recipients, rollbacks, clock), new Snapshots());
    }

    Epoch named(UUID first) {
        return new Epoch(first, rollbacks, documents, snapshots);
    }
}
