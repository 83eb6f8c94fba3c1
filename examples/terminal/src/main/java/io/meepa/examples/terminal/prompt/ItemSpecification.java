package io.meepa.examples.terminal.prompt;

import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import java.util.Map;

/**
 * An item that is about to be typed in: {@code token} or {@code token:api_token}.
 *
 * @param key its key
 * @param type what the value is
 */
public record ItemSpecification(String key, ItemType type) {

    private static final Map<String, ItemType> USUAL = Map.of(
            ItemKeys.USERNAME, ItemType.USERNAME,
            ItemKeys.PASSWORD, ItemType.PASSWORD,
            ItemKeys.TOKEN, ItemType.API_TOKEN,
            ItemKeys.API_KEY, ItemType.API_TOKEN,
            ItemKeys.ADDRESS, ItemType.EMAIL,
            ItemKeys.NUMBER, ItemType.PHONE);

    /**
     * Reads a specification. Without a type, keys that have a usual one get that.
     *
     * @param text the key, or key and type with a colon between
     * @return the specification
     * @throws IllegalArgumentException if the type's name is not allowed
     */
    public static ItemSpecification parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new ItemSpecification(text, USUAL.getOrDefault(text, ItemType.OTHER))
                : new ItemSpecification(text.substring(0, colon), ItemType.of(text.substring(colon + 1)));
    }

    /**
     * Returns whether the value may be seen while it is typed.
     *
     * @return false for everything that may be a secret
     */
    public boolean shown() {
        return type.shown();
    }
}
