package io.meepa.credentials.spi;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that was got.
 *
 * @param items the items that take the place of those with the same keys: {@code access_token} (or {@code token}), and
 *     {@code refresh_token} if the upstream gave another
 * @param expiresAt when the upstream stops accepting the token, by the context's clock, or empty if it did not say
 * @param metadata what takes the place of metadata of the same names
 */
public record Refreshed(List<CredentialItem> items, Optional<Instant> expiresAt, Metadata metadata) {

    /** Copies the items. */
    public Refreshed {
        items = List.copyOf(items);
    }
}
