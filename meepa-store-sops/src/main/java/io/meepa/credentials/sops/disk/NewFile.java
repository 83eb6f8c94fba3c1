package io.meepa.credentials.sops.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that was just created, open for writing. Not thread-safe. */
public interface NewFile extends Closeable {

    /**
     * Writes some of the bytes.
     *
     * @param bytes the bytes; those written are consumed
     * @return how many were written
     * @throws IOException if the disk fails
     */
    int write(ByteBuffer bytes) throws IOException;

    /**
     * Returns how long the file is.
     *
     * @return the size in bytes
     * @throws IOException if the disk fails
     */
    long size() throws IOException;

    /**
     * Makes content and attributes survive a power cut. After a failure a second call proves nothing: the system may
     * have dropped what it could not write.
     *
     * @throws IOException if the disk fails
     */
    void force() throws IOException;
}
