package io.meepa.credentials.spi.store;

import io.meepa.credentials.setting.SettingDescription;
import java.util.List;

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
     * Returns the keys of its section, so that they can be listed, checked and spelled as frameworks spell them.
     *
     * @return the keys, each path relative to the section
     * @implSpec none: its keys work all the same, as they are spelled
     */
    default List<SettingDescription> settings() {
        return List.of();
    }

    /**
     * Opens the live object. Reads its settings, all of them; makes no network call and writes nothing.
     *
     * @param context settings, home, clock
     * @return the session, finished and thread-safe
     * @throws io.meepa.credentials.error.ConfigurationException if a setting is missing or wrong
     */
    StoreSession open(StoreContext context);
}
