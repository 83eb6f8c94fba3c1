package io.meepa.credentials.tool;

import java.nio.file.Path;

/**
 * A file of {@code NAME=value} lines that only its owner may read, in the form of Docker's {@code --env-file}. It is
 * deleted on close and on orderly JVM shutdown; a killed JVM leaves it behind, so put it on a memory file system.
 */
public interface EnvironmentFile extends AutoCloseable {

    /**
     * Returns where the file is.
     *
     * @return its absolute path
     */
    Path path();

    /**
     * Overwrites and deletes the file. Idempotent.
     *
     * @throws io.meepa.credentials.error.StoreException if it cannot be deleted
     */
    @Override
    void close();
}
