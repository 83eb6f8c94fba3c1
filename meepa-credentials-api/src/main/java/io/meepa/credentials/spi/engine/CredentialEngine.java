package io.meepa.credentials.spi.engine;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.tool.VariableCatalogue;

/** Creates managers. Found by the service loader; there is one in {@code meepa-credentials-core}. */
public interface CredentialEngine {

    /**
     * Opens a manager. Makes no network call and writes nothing.
     *
     * @param specification what the host said
     * @return the manager
     * @throws io.meepa.credentials.error.ConfigurationException if the configuration cannot be used
     */
    CredentialManager open(ManagerSpecification specification);

    /**
     * Returns the catalogue of variables that hold credentials.
     *
     * @implSpec Throws {@link UnsupportedOperationException}.
     * @return the catalogue
     */
    default VariableCatalogue variableCatalogue() {
        throw new UnsupportedOperationException(getClass().getName() + " has no catalogue of variables");
    }
}
