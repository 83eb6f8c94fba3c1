package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.store.disk.Stamp;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.spi.StoredDocument;
import java.nio.file.attribute.FileTime;

/**
 * A document as it was read.
 *
 * @param stamp the file's stamp, taken before it was read
 * @param settled whether the file was old enough then that a later change would show in the stamp
 * @param examined the opened document
 * @param stored what callers get
 */
record Snapshot(Stamp stamp, boolean settled, Examined examined, StoredDocument stored) {

    private static final Stamp NO_STAMP = new Stamp(FileTime.fromMillis(0), 0, "");

    /** What was just written: whether it is still there shows when the file is read again. */
    static Snapshot written(Examined examined, StoredDocument stored) {
        return new Snapshot(NO_STAMP, false, examined, stored);
    }

    Snapshot at(Stamp newStamp, boolean nowSettled) {
        return new Snapshot(newStamp, nowSettled, examined, stored);
    }

    boolean isCurrent(Stamp now) {
        return settled && stamp.equals(now);
    }
}
