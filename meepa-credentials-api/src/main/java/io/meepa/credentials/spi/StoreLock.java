package io.meepa.credentials.spi;

/** A held lock. */
public interface StoreLock extends AutoCloseable {

    /** Lets go. Idempotent. */
    @Override
    void close();
}
