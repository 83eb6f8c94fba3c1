package io.meepa.credentials.core.handover;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Secret;
import java.util.Set;

/**
 * A variable on its way to a tool.
 *
 * @param name its name
 * @param value its value
 * @param source where the value comes from, for messages
 * @param masked whether the value is a secret that output must not show
 */
record Variable(String name, Secret value, String source, boolean masked) {

    private static final Set<ItemType> SHOWN = Set.of(ItemType.EMAIL, ItemType.PHONE, ItemType.USERNAME, ItemType.URL);

    static Variable of(String name, CredentialItem item, String source) {
        return new Variable(name, item.value(), source, !SHOWN.contains(item.type()));
    }
}
