package io.meepa.credentials.spi;

import io.meepa.credentials.model.Secret;

/** Where a secret comes from, read anew at each use, so that rotating it needs no restart. */
public interface SecretSource {

    /**
     * Reads the secret.
     *
     * @return the secret, the caller's to close
     * @throws io.meepa.credentials.error.ConfigurationException if it is not there; the message names source and remedy
     */
    Secret read();

    /**
     * Returns whether there is one now.
     *
     * @return whether {@link #read} would succeed
     */
    boolean available();

    /**
     * Returns what the source is, for people.
     *
     * @return for instance {@code environment variable AGENTMAIL_API_KEY (credentials.email.agentmail.api_key_env)}
     */
    String describe();
}
