package io.meepa.credentials.engine;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.spi.engine.CredentialEngine;
import io.meepa.credentials.spi.engine.ManagerSpecification;

/** One engine too many. */
public final class SecondEngine implements CredentialEngine {

    /** Found by the service loader. */
    public SecondEngine() {}

    @Override
    public CredentialManager open(ManagerSpecification specification) {
        throw new UnsupportedOperationException();
    }
}
