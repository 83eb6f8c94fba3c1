package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new secret of a credential. Immutable. */
public final class Renewed {

    private final List<CredentialItem> items;
    private final Metadata metadata;
    private final List<UpstreamResource> replaced;
    private final String detail;
    private final @Nullable Instant expiresAt;

    private Renewed(
            List<CredentialItem> items,
            Metadata metadata,
            List<UpstreamResource> replaced,
            String detail,
            @Nullable Instant expiresAt) {
        this.items = List.copyOf(items);
        this.metadata = metadata;
        this.replaced = List.copyOf(replaced);
        this.detail = detail;
        this.expiresAt = expiresAt;
    }

    /**
     * Creates a new secret that ended the old one.
     *
     * @param items the items that take the place of those with the same keys
     * @return the new secret
     */
    public static Renewed of(List<CredentialItem> items) {
        return new Renewed(items, Metadata.empty(), List.of(), "", null);
    }

    /**
     * Returns a copy with metadata that takes the place of that of the same names.
     *
     * @param newMetadata the metadata
     * @return the copy
     */
    public Renewed withMetadata(Metadata newMetadata) {
        return new Renewed(items, newMetadata, replaced, detail, expiresAt);
    }

    /**
     * Returns a copy that names the old secret's resources, to be retired.
     *
     * @param old the resources
     * @return the copy
     */
    public Renewed replacing(List<UpstreamResource> old) {
        return new Renewed(items, metadata, old, detail, expiresAt);
    }

    /**
     * Returns a copy with more for people.
     *
     * @param newDetail a phrase
     * @return the copy
     */
    public Renewed withDetail(String newDetail) {
        return new Renewed(items, metadata, replaced, newDetail, expiresAt);
    }

    /**
     * Returns a copy that says when the upstream stops accepting the new secret.
     *
     * @param end the time, by the context's clock
     * @return the copy
     */
    public Renewed expiringAt(Instant end) {
        return new Renewed(items, metadata, replaced, detail, end);
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
     * Returns the old secret's resources, to be retired.
     *
     * @return the resources; none if the new secret ended the old one
     */
    public List<UpstreamResource> replaced() {
        return replaced;
    }

    /**
     * Returns more, for people.
     *
     * @return a phrase; may be empty
     */
    public String detail() {
        return detail;
    }

    /**
     * Returns when the upstream stops accepting the new secret, by the context's clock.
     *
     * @return the time, or empty if it does not expire or nobody said
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public String toString() {
        return "Renewed[items=" + items + ", metadata=" + metadata + ", replaced=" + replaced + ", detail=" + detail
                + ", expiresAt=" + expiresAt + "]";
    }
}
