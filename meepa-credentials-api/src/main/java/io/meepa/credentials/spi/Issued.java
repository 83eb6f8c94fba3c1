package io.meepa.credentials.spi;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.Metadata;
import java.util.List;

/**
 * What issuing came to. The engine adds category, service, origin, status and the managed flag; a plug-in cannot.
 *
 * @param name what people call it, for instance {@code Email}
 * @param items its items, in order, resource ids included: they are all that revoking will know
 * @param metadata what is worth knowing about it
 * @param standing how it came to be
 * @param detail reason or next step, for people; may be empty
 */
public record Issued(String name, List<CredentialItem> items, Metadata metadata, Standing standing, String detail) {

    /** Copies the items. */
    public Issued {
        items = List.copyOf(items);
    }

    /** How an issued credential came to be. */
    public enum Standing {
        /** Created upstream. */
        CREATED,
        /** Ours, found upstream and reused. */
        FOUND,
        /** Supplied by the configuration; nothing upstream is ours. */
        SUPPLIED,
        /** A person has to act; the detail says how. */
        NEEDS_PERSON
    }
}
