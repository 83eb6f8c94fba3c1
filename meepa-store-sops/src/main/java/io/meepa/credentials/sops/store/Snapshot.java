package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoredDocument;
import java.nio.ByteBuffer;

/**
 * A document as it was read.
 *
 * @param cached what is kept of it for long
 * @param file the file's bytes: comparing them is much quicker than a digest
 * @param verified the opened document
 * @param stored the result for callers
 */
record Snapshot(CachedVersion cached, ByteBuffer file, VerifiedDocument verified, StoredDocument stored) {

    static Snapshot of(CachedVersion cached, byte[] file, VerifiedDocument verified) {
        StoredDocument stored = new StoredDocument(verified.content(), cached.revision());
        return new Snapshot(cached, ByteBuffer.wrap(file), verified, stored);
    }

    Stamp stamp() {
        return cached.stamp();
    }

    Revision revision() {
        return cached.revision();
    }

    byte[] bytes() {
        byte[] copy = new byte[file.remaining()];
        file.duplicate().get(copy);
        return copy;
    }

    /** Reports whether a file, as it is now, is the one that was read. */
    boolean isOf(FileContent content) {
        return file.equals(ByteBuffer.wrap(content.bytes()));
    }

    Snapshot at(CachedVersion newVersion) {
        return new Snapshot(newVersion, file, verified, stored);
    }
}
