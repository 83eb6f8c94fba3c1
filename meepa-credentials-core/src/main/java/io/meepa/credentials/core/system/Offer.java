package io.meepa.credentials.core.system;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import java.util.List;

/**
 * A system credential that exists once its variables are set.
 *
 * @param category its category
 * @param service its service
 * @param items where its items come from; none if the service needs no key
 */
public record Offer(Category category, String service, List<Source> items) {

    /** Copies the items. */
    public Offer {
        items = List.copyOf(items);
    }

    /**
     * Where an item comes from.
     *
     * @param item the item's key
     * @param type what its value is
     * @param variable the host's variable
     * @param required whether the credential is of no use without it
     */
    public record Source(String item, ItemType type, String variable, boolean required) {}
}
