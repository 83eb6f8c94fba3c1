package io.meepa.credentials.core.document;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.store.DocumentNode;
import java.time.Instant;

/**
 * An operation of a kind or state that this version does not know: a newer version shares the store. It is kept as it is
 * and shown, never acted on, and its slot is left alone.
 *
 * @param id its id
 * @param kind what it does, in the newer version's word
 * @param state whether a run may go on, in the newer version's word
 * @param category which category
 * @param service which provider
 * @param since when the intent was recorded, or the epoch if that cannot be read
 * @param record the whole record, as it was read
 */
public record UnknownOperation(
        String id, String kind, String state, Category category, String service, Instant since, DocumentNode record) {

    /** Returns whether it is about a category and service. */
    public boolean concerns(Category otherCategory, String otherService) {
        return category.equals(otherCategory) && service.equals(otherService);
    }

    /** Returns why its slot is left alone, for people. */
    public String reason() {
        return "an operation of a newer version (" + kind + ", " + state + ") is on record: use that version here";
    }
}
