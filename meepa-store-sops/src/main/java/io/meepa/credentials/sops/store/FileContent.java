package io.meepa.credentials.sops.store;

import io.meepa.credentials.sops.disk.FileState;
import io.meepa.credentials.sops.disk.Stamp;
import io.meepa.credentials.spi.store.Revision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A document's file as it was read at one moment. The bytes are not copied; must not be changed. */
final class FileContent {

    private final byte[] bytes;
    private final Stamp stamp;
    private final boolean settled;
    private final FileState state;

    FileContent(byte[] bytes, Stamp stamp, boolean settled, FileState state) {
        this.bytes = bytes;
        this.stamp = stamp;
        this.settled = settled;
        this.state = state;
    }

    /** Exact: each write encrypts its MAC under a new random vector, so no two files of ours have the same bytes. */
    static Revision revisionOf(byte[] file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
            return new Revision(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    Stamp stamp() {
        return stamp;
    }

    boolean settled() {
        return settled;
    }

    FileState state() {
        return state;
    }

    /** Costs a digest of the whole file. */
    Revision revision() {
        return revisionOf(bytes);
    }
}
