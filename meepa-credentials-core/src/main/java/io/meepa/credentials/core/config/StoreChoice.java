package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.Settings;

/**
 * Where documents are kept.
 *
 * @param id the store plug-in's id, or {@link #NONE}
 * @param settings the plug-in's own section, empty if the file has none
 * @param itemId how the seed's document header names the item; opaque
 * @param vault how the seed's document header names the vault; opaque
 */
public record StoreChoice(String id, Settings settings, String itemId, String vault) {

    /** Documents live in memory only: nothing is ever written to disk. */
    public static final String NONE = "none";

    /**
     * Tells whether documents live in memory only.
     *
     * @return whether no store plug-in is to be opened
     */
    public boolean memoryOnly() {
        return id.equals(NONE);
    }
}
