package io.meepa.credentials.store.postgres;

import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.sealed.DocumentVersion;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoredDocument;
import io.meepa.credentials.store.postgres.sql.RowVersion;

/**
 * A document as it was read or written.
 *
 * @param row which state of the row
 * @param verified the opened document
 */
record Snapshot(RowVersion row, VerifiedDocument verified) {

    StoredDocument stored() {
        return new StoredDocument(verified.content(), revision());
    }

    Revision revision() {
        return new Revision(row.text());
    }

    Kept kept() {
        return new Kept(row, verified.version(), verified.key());
    }

    /**
     * What is kept of a document for long: enough to open the next state without the identity.
     *
     * @param row which state of the row
     * @param version generation and vector
     * @param key its data key
     */
    record Kept(RowVersion row, DocumentVersion version, UnwrappedKey key) {}
}
