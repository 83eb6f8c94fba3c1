package io.meepa.credentials.spi.provider;

import io.meepa.credentials.spi.SecretSource;
import java.util.Set;

/** A credential of the host, from its environment, that the configuration lets a provider use: an app's id and secret. */
public interface SystemCredential {

    /**
     * Returns the service that it is for.
     *
     * @return the service
     */
    String service();

    /**
     * Returns what it holds now.
     *
     * @return the keys of its items
     */
    Set<String> items();

    /**
     * Returns where an item's value comes from. Read it at each use.
     *
     * @param key the item's key
     * @return the source
     * @throws io.meepa.credentials.error.ConfigurationException if the credential has no such item
     */
    SecretSource item(String key);
}
