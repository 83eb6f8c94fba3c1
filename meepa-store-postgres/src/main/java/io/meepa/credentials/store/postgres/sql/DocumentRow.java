package io.meepa.credentials.store.postgres.sql;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * What a database has of a document.
 *
 * @param epoch which life of the database, changed by a person after a restore
 * @param version the state of the document's row, or empty if there never was one
 * @param live whether there is a document; false for a row that a deletion left
 * @param body the sealed bytes, or empty if there is no document or the caller keeps them already
 */
public record DocumentRow(UUID epoch, Optional<RowVersion> version, boolean live, Optional<ByteBuffer> body) {

    /**
     * Returns a copy of the body.
     *
     * @return the bytes, or empty if there is no body here
     */
    public Optional<byte[]> bytes() {
        return body.map(buffer -> {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        });
    }
}
