package io.meepa.credentials.spi.store;

/**
 * A plug-in that keeps documents. The service loader finds it: public, final, stateless, with a public no-argument
 * constructor that does no work. Only the one that the configuration names is opened.
 */
public interface CredentialStore {

    /**
     * Returns the id that the configuration uses.
     *
     * @return the id, lower case letters, digits and underscores
     */
    String id();

    /**
     * Opens the live object. Reads its settings, all of them; makes no network call and writes nothing.
     *
     * @param context settings, home, clock
     * @return the session, finished and thread-safe
     * @throws io.meepa.credentials.error.ConfigurationException if a setting is missing or wrong
     */
    StoreSession open(StoreContext context);
}
