package io.meepa.credentials.sops.age;

import java.util.Optional;

/** Opens age files with one identity. Thread-safe. */
public interface KeyUnwrapper {

    /**
     * Opens an armored age file.
     *
     * @param armored the file
     * @return the content, for the caller to wipe; empty if the file is for another identity or is damaged
     */
    Optional<byte[]> unwrap(String armored);
}
