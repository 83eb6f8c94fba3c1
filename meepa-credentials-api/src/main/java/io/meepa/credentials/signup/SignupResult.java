package io.meepa.credentials.signup;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service gave when an agent signed up. An item of a key that was there before, the password for one, replaces it.
 *
 * @param items tokens, ids, a password that the service changed
 * @param metadata what is worth knowing; never a secret
 */
public record SignupResult(List<CredentialItem> items, Metadata metadata) {

    private static final SignupResult NOTHING = new SignupResult(List.of(), Metadata.empty());

    /**
     * Copies the items.
     *
     * @throws IllegalArgumentException if two items have one key, or one is empty
     */
    public SignupResult {
        items = List.copyOf(items);
        if (items.stream().map(CredentialItem::key).distinct().count() != items.size()) {
            throw new IllegalArgumentException("sign-up result: two items have one key");
        }
        if (items.stream().anyMatch(item -> item.value().isEmpty())) {
            throw new IllegalArgumentException("sign-up result: an item is empty");
        }
    }

    /**
     * Says that the service gave nothing beyond the account.
     *
     * @return the empty result
     */
    public static SignupResult nothing() {
        return NOTHING;
    }

    /**
     * Adds an item.
     *
     * @param key its key
     * @param value its value
     * @param type what the value is
     * @return a copy with it
     * @throws IllegalArgumentException if the key is taken or not allowed, or the value is empty
     */
    public SignupResult item(String key, Secret value, ItemType type) {
        return item(new CredentialItem(key, value, type));
    }

    /**
     * Adds an item as it is, for instance one that is declared shown.
     *
     * @param item the item
     * @return a copy with it
     * @throws IllegalArgumentException if its key is taken, or its value is empty
     */
    public SignupResult item(CredentialItem item) {
        List<CredentialItem> copy = new ArrayList<>(items);
        copy.add(item);
        return new SignupResult(copy, metadata);
    }

    /**
     * Adds metadata.
     *
     * @param name its name
     * @param text its text, which listings show
     * @return a copy with it
     */
    public SignupResult note(String name, String text) {
        return new SignupResult(items, metadata.with(name, text));
    }
}
