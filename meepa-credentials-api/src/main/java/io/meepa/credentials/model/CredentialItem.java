package io.meepa.credentials.model;

import java.util.Optional;
import java.util.Set;

/**
 * One part of a credential. Whether its value is secret is answered by {@link #secret}, and nowhere else.
 *
 * @param key what it is called within the credential
 * @param value the value
 * @param type what the value is
 * @param declaredShown whether its maker declared that the value is no secret; false for a type that answers by itself
 */
public record CredentialItem(String key, Secret value, ItemType type, boolean declaredShown) {

    /** These open something, whatever anybody declares. */
    private static final Set<ItemType> SECRET =
            Set.of(ItemType.API_TOKEN, ItemType.PASSWORD, ItemType.TOTP, ItemType.CVV, ItemType.CARD_NUMBER);

    /**
     * Checks the key. A declaration counts for {@link ItemType#OTHER} and unknown types alone.
     *
     * @throws IllegalArgumentException if the key is blank, longer than 128 characters or has control characters
     */
    public CredentialItem {
        Wire.name("item key", key);
        declaredShown = declaredShown && !type.shown() && !SECRET.contains(type);
    }

    /**
     * Creates an item that its type alone says of whether it is secret: {@link ItemType#OTHER} and unknown types are.
     *
     * @param key what it is called within the credential
     * @param value the value
     * @param type what the value is
     * @throws IllegalArgumentException if the key is not allowed
     */
    public CredentialItem(String key, Secret value, ItemType type) {
        this(key, value, type, false);
    }

    /**
     * Creates an item of type {@link ItemType#OTHER} whose value its maker declares to be no secret, for instance an id or
     * the last four digits of a card.
     *
     * @param key what it is called within the credential
     * @param value the value
     * @return the item
     * @throws IllegalArgumentException if the key is not allowed
     */
    public static CredentialItem shown(String key, String value) {
        return new CredentialItem(key, Secret.of(value), ItemType.OTHER, true);
    }

    /**
     * Returns whether the value is hidden. Mail addresses, telephone numbers, user names and web addresses are not secret; keys,
     * tokens, passwords, one-time-code seeds and card numbers are; everything else is, unless its maker declared it shown.
     *
     * @return whether the value is secret
     */
    public boolean secret() {
        return !declaredShown && !type.shown();
    }

    /**
     * Returns what may be shown of the item.
     *
     * @return key and type, and the value if it is no secret and was not wiped
     */
    public ItemSummary summary() {
        return new ItemSummary(
                ReadableName.spelled(key),
                ItemType.of(ReadableName.spelled(type.name())),
                secret() ? Optional.empty() : value.textIfOpen());
    }

    @Override
    public String toString() {
        return "CredentialItem[key=" + ReadableName.spelled(key) + ", value=" + value + ", type=" + type + "]";
    }
}
