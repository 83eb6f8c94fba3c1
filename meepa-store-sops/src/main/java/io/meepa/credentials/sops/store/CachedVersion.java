package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.UnwrappedKey;
import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.sops.sealed.DocumentVersion;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import java.nio.file.attribute.FileTime;

/**
 * What is kept of a document that was read: enough to detect a change, and to open it again without the identity.
 *
 * @param stamp the file's stamp, taken before it was read
 * @param settled whether the file was old enough then that a later change would show in the stamp
 * @param revision the digest of its bytes
 * @param version generation and vector
 * @param key its data key
 */
record CachedVersion(Stamp stamp, boolean settled, Revision revision, DocumentVersion version, UnwrappedKey key) {

    private static final Stamp NO_STAMP = new Stamp(FileTime.fromMillis(0), 0, "");

    static CachedVersion read(FileContent content, Revision revision, VerifiedDocument verified) {
        return of(content.stamp(), content.settled(), revision, verified);
    }

    /** For what was just written: the next read shows whether it is still there. */
    static CachedVersion written(Revision revision, VerifiedDocument verified) {
        return of(NO_STAMP, false, revision, verified);
    }

    private static CachedVersion of(Stamp stamp, boolean settled, Revision revision, VerifiedDocument verified) {
        return new CachedVersion(stamp, settled, revision, verified.version(), verified.key());
    }

    /** The same document, seen again. */
    CachedVersion at(FileContent content) {
        return new CachedVersion(content.stamp(), content.settled(), revision, version, key);
    }

    boolean isCurrent(Stamp now) {
        return settled && stamp.equals(now);
    }
}
