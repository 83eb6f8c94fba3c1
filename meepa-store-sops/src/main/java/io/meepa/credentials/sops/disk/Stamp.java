package io.meepa.credentials.sops.disk;

import java.nio.file.attribute.FileTime;

/**
 * Distinguishes one version of a file from another, given that our writers make the time strictly increase.
 *
 * @param modified when it was modified
 * @param size how long it is, in bytes
 * @param key device and inode, or a fixed text where there are none
 */
public record Stamp(FileTime modified, long size, Object key) {

    /** Written out: the first use of a generated one costs a short process more than opening a document. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Stamp that
                && size == that.size
                && modified.equals(that.modified)
                && key.equals(that.key);
    }

    /** Written out as {@link #equals} is. */
    @Override
    public int hashCode() {
        return Long.hashCode(size) + 31 * (modified.hashCode() + 31 * key.hashCode());
    }
}
