package io.meepa.credentials;

/**
 * What may be shown of an item.
 *
 * @param key what it is called within the credential
 * @param type what its value is
 */
public record ItemSummary(String key, ItemType type) {}
