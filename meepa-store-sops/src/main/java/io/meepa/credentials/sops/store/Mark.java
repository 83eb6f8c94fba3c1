package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.store.disk.Stamp;
import io.meepa.credentials.sops.store.seal.Examined;
import io.meepa.credentials.sops.store.seal.Seal;
import io.meepa.credentials.spi.Revision;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What is kept of a document that was read: enough to tell whether it changed, and to open it again without the identity.
 *
 * @param stamp the file's stamp, taken before it was read
 * @param settled whether the file was old enough then that a later change would show in the stamp
 * @param revision which version it was
 * @param seal its seal, or empty if it has none
 * @param macIv the vector of its MAC, in hexadecimal digits
 * @param key its data key
 */
record Mark(Stamp stamp, boolean settled, Revision revision, Optional<Seal> seal, String macIv, UnwrappedKey key) {

    private static final Stamp NO_STAMP = new Stamp(FileTime.fromMillis(0), 0, "");

    static Mark read(FileContent content, Revision revision, Examined examined) {
        return of(content.stamp(), content.settled(), revision, examined);
    }

    /** Of what was just written: whether it is still there shows when the file is read again. */
    static Mark written(Revision revision, Examined examined) {
        return of(NO_STAMP, false, revision, examined);
    }

    private static Mark of(Stamp stamp, boolean settled, Revision revision, Examined examined) {
        UnwrappedKey key = examined.document().unwrappedKey();
        return new Mark(stamp, settled, revision, examined.seal(), examined.macIv(), key);
    }

    /** The same document, seen again. */
    Mark at(FileContent content) {
        return new Mark(content.stamp(), content.settled(), revision, seal, macIv, key);
    }

    boolean isCurrent(Stamp now) {
        return settled && stamp.equals(now);
    }
}
