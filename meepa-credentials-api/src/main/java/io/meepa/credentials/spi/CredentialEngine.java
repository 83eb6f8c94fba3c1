package io.meepa.credentials.spi;

import io.meepa.credentials.CredentialManager;

/** Makes managers. Found by the service loader; there is one in {@code meepa-credentials-core}. */
public interface CredentialEngine {

    /**
     * Opens a manager. Makes no network call and writes nothing.
     *
     * @param specification what the host said
     * @return the manager
     * @throws io.meepa.credentials.ConfigurationException if the configuration cannot be used
     */
    CredentialManager open(ManagerSpecification specification);
}
