package io.meepa.credentials.form;

import io.meepa.credentials.model.ItemType;

/** Where a field's value goes. */
public sealed interface FieldTarget {

    /** Parts of the credential's address. */
    enum Address implements FieldTarget {
        /** The service. */
        SERVICE,
        /** What people call the credential; the service's name unless given. */
        NAME
    }

    /**
     * An item of the credential.
     *
     * @param key the item's key
     * @param type what the value is
     * @param shown whether the value is declared to be no secret; counts for {@link ItemType#OTHER} and unknown types
     */
    record Item(String key, ItemType type, boolean shown) implements FieldTarget {}

    /**
     * Metadata of the credential, which listings show.
     *
     * @param name the metadata's name
     */
    record Note(String name) implements FieldTarget {}
}
