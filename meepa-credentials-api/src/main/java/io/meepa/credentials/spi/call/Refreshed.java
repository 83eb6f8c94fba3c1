package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refreshed token. Immutable. */
public final class Refreshed {

    private final List<CredentialItem> items;
    private final Metadata metadata;
    private final @Nullable Instant expiresAt;

    private Refreshed(List<CredentialItem> items, Metadata metadata, @Nullable Instant expiresAt) {
        this.items = List.copyOf(items);
        this.metadata = metadata;
        this.expiresAt = expiresAt;
    }

    /**
     * Creates a refreshed token.
     *
     * @param items the items that take the place of those with the same keys: {@code access_token} (or {@code token}), and
     *     {@code refresh_token} if the upstream gave another
     * @return the token, of unknown end
     */
    public static Refreshed of(List<CredentialItem> items) {
        return new Refreshed(items, Metadata.empty(), null);
    }

    /**
     * Returns a copy with metadata that takes the place of that of the same names.
     *
     * @param newMetadata the metadata
     * @return the copy
     */
    public Refreshed withMetadata(Metadata newMetadata) {
        return new Refreshed(items, newMetadata, expiresAt);
    }

    /**
     * Returns a copy that says when the upstream stops accepting the token.
     *
     * @param end the time, by the context's clock
     * @return the copy
     */
    public Refreshed expiringAt(Instant end) {
        return new Refreshed(items, metadata, end);
    }

    /**
     * Returns the items that take the place of those with the same keys.
     *
     * @return the value
     */
    public List<CredentialItem> items() {
        return items;
    }

    /**
     * Returns what takes the place of metadata of the same names.
     *
     * @return the value
     */
    public Metadata metadata() {
        return metadata;
    }

    /**
     * Returns when the upstream stops accepting the token, by the context's clock.
     *
     * @return the time, or empty if it does not expire or nobody said
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public String toString() {
        return "Refreshed[items=" + items + ", metadata=" + metadata + ", expiresAt=" + expiresAt + "]";
    }
}
