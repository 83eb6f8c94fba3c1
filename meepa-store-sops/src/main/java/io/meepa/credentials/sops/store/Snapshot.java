package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.store.disk.Stamp;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.spi.StoredDocument;
import java.nio.ByteBuffer;

/**
 * A document as it was read.
 *
 * @param mark what is kept of it for long
 * @param file the file's bytes: comparing them is much quicker than a digest
 * @param examined the opened document
 * @param stored what callers get
 */
record Snapshot(Mark mark, ByteBuffer file, Examined examined, StoredDocument stored) {

    Stamp stamp() {
        return mark.stamp();
    }

    /** Tells whether a file, as it is now, is the one that was read. */
    boolean isOf(FileContent content) {
        return file.equals(ByteBuffer.wrap(content.bytes()));
    }

    Snapshot at(Mark newMark) {
        return new Snapshot(newMark, file, examined, stored);
    }
}
