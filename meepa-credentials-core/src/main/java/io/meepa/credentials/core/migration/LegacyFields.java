package io.meepa.credentials.core.migration;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the members of a legacy credential are called, and what they are now. */
final class LegacyFields {

    static final String CARD_NUMBER = "card_number";

    private static final Set<String> ATTRIBUTES = Set.of("service", "provider", "name", "origin", "status", "metadata");

    private static final Map<String, ItemType> TYPES = Map.ofEntries(
            Map.entry(ItemKeys.ADDRESS, ItemType.EMAIL),
            Map.entry("email", ItemType.EMAIL),
            Map.entry(ItemKeys.NUMBER, ItemType.PHONE),
            Map.entry("phone", ItemType.PHONE),
            Map.entry(ItemKeys.PASSWORD, ItemType.PASSWORD),
            Map.entry("app_password", ItemType.PASSWORD),
            Map.entry(ItemKeys.USERNAME, ItemType.USERNAME),
            Map.entry("user", ItemType.USERNAME),
            Map.entry(ItemKeys.TOKEN, ItemType.API_TOKEN),
            Map.entry("access_token", ItemType.API_TOKEN),
            Map.entry("refresh_token", ItemType.API_TOKEN),
            Map.entry(ItemKeys.API_KEY, ItemType.API_TOKEN),
            Map.entry("key", ItemType.API_TOKEN),
            Map.entry("secret", ItemType.API_TOKEN),
            Map.entry("value", ItemType.API_TOKEN),
            Map.entry(CARD_NUMBER, ItemType.CARD_NUMBER),
            Map.entry("pan", ItemType.CARD_NUMBER),
            Map.entry("cvv", ItemType.CVV),
            Map.entry("totp", ItemType.TOTP),
            Map.entry("totp_secret", ItemType.TOTP),
            Map.entry("url", ItemType.URL),
            Map.entry(ItemKeys.INBOX_ID, ItemType.OTHER),
            Map.entry(ItemKeys.API_KEY_ID, ItemType.OTHER),
            Map.entry(ItemKeys.LAST_FOUR, ItemType.OTHER),
            Map.entry("pin", ItemType.OTHER),
            Map.entry("code", ItemType.OTHER));

    private LegacyFields() {}

    static boolean isAttribute(String member) {
        return ATTRIBUTES.contains(member);
    }

    static boolean isItem(String member) {
        return TYPES.containsKey(member);
    }

    static boolean isOfACredential(String member) {
        return isAttribute(member) || isItem(member);
    }

    static ItemType type(Category category, String key) {
        boolean cards = category.equals(Category.CREDIT_CARD) && key.equals(ItemKeys.NUMBER);
        return cards ? ItemType.CARD_NUMBER : TYPES.getOrDefault(key, ItemType.OTHER);
    }

    /** The environment and the built-in providers know one name for each thing. */
    static String key(Category category, String member) {
        if (category.equals(Category.EMAIL) && member.equals("email")) {
            return ItemKeys.ADDRESS;
        }
        if (category.equals(Category.PHONE) && (member.equals("phone") || member.equals("phone_number"))) {
            return ItemKeys.NUMBER;
        }
        return member;
    }

    /** The one item of a credential that was only a text. */
    static String onlyKey(Category category, int length) {
        if (category.equals(Category.EMAIL)) {
            return ItemKeys.ADDRESS;
        }
        if (category.equals(Category.PHONE)) {
            return ItemKeys.NUMBER;
        }
        if (category.equals(Category.CREDIT_CARD)) {
            return length <= 4 ? ItemKeys.LAST_FOUR : CARD_NUMBER;
        }
        return category.equals(Category.API_KEY) ? ItemKeys.API_KEY : ItemKeys.TOKEN;
    }

    static <K, V> V require(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
