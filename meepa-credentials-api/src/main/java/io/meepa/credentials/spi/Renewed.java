package io.meepa.credentials.spi;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.Metadata;
import java.util.List;

/**
 * A new secret of a credential.
 *
 * @param items the items that take the place of those with the same keys
 * @param metadata what takes the place of metadata of the same names
 * @param replaced the old secret's resources, to be retired; none if the new secret ended it
 * @param detail more, for people; may be empty
 */
public record Renewed(List<CredentialItem> items, Metadata metadata, List<UpstreamResource> replaced, String detail) {

    /** Copies the lists. */
    public Renewed {
        items = List.copyOf(items);
        replaced = List.copyOf(replaced);
    }
}
