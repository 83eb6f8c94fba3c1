package io.meepa.credentials.sops.age;

/** Wraps a data key for one recipient, as an armored age file with one stanza. Thread-safe. */
public interface KeyWrapper {

    /**
     * Wraps a data key.
     *
     * @param key the key; stays the caller's
     * @return the armored age file with line feeds and a final one
     */
    String wrap(byte[] key);
}
