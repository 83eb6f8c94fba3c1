package io.meepa.credentials;

/**
 * One part of a credential.
 *
 * @param key what it is called within the credential
 * @param value the value
 * @param type what the value is
 */
public record CredentialItem(String key, Secret value, ItemType type) {

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key is blank, longer than 128 characters or has control characters
     */
    public CredentialItem {
        Wire.name("item key", key);
    }

    /**
     * Returns what may be shown of the item.
     *
     * @return key and type
     */
    public ItemSummary summary() {
        return new ItemSummary(key, type);
    }
}
