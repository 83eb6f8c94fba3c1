package io.meepa.credentials.model;

import java.util.Optional;

/**
 * What may be shown of an item.
 *
 * @param key what it is called within the credential
 * @param type what its value is
 * @param shownValue the value of an item that is no secret; empty for all others
 */
public record ItemSummary(String key, ItemType type, Optional<String> shownValue) {

    /** Names the item alone: what may be shown on request is not for every log. */
    @Override
    public String toString() {
        return "ItemSummary[key=" + key + ", type=" + type + "]";
    }
}
