package io.meepa.credentials.spi.engine;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.tool.VariableCatalogue;
import java.util.List;

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
     * Checks a configuration as {@link #open} does, and leaves nothing open. Makes no network call and writes nothing.
     *
     * @implSpec Opens a manager and closes it.
     * @param specification what the host said
     * @throws io.meepa.credentials.error.ConfigurationException if the configuration cannot be used
     */
    default void check(ManagerSpecification specification) {
        open(specification).close();
    }

    /**
     * Returns every key of the configuration, those of the plug-ins that the manager would have included.
     *
     * @implSpec Throws {@link UnsupportedOperationException}.
     * @param specification what the host said; its settings are not looked at
     * @return the keys, section by section
     */
    default List<SettingDescription> settings(ManagerSpecification specification) {
        throw new UnsupportedOperationException(getClass().getName() + " describes no settings");
    }

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
