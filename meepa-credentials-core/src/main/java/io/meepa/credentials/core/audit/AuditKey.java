package io.meepa.credentials.core.audit;

import io.meepa.credentials.model.Secret;

/** Where the key of a trail comes from. Thread-safe. */
public interface AuditKey {

    /** How short a key may be, in bytes: as long as what the digest puts out. */
    int LEAST_BYTES = 32;

    /**
     * Reads the key.
     *
     * @return the key, the caller's to close
     * @throws io.meepa.credentials.error.KeyUnavailableException if it is not there, or others can read it
     */
    Secret read();

    /**
     * Reads the key of a trail that is about to begin, and makes it first if this source makes keys.
     *
     * @return the key, the caller's to close
     * @throws io.meepa.credentials.error.KeyUnavailableException if it is not there and cannot be made
     */
    Secret readOrMake();
}
