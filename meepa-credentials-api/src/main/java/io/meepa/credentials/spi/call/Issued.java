package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of issuing a credential. The engine adds category, service, origin, status and the managed flag; a plug-in cannot. Immutable.
 */
public final class Issued {

    private final String name;
    private final List<CredentialItem> items;
    private final Standing standing;
    private final Metadata metadata;
    private final String detail;
    private final @Nullable Instant expiresAt;
    private final @Nullable String account;

    private Issued(
            String name,
            List<CredentialItem> items,
            Standing standing,
            Metadata metadata,
            String detail,
            @Nullable Instant expiresAt,
            @Nullable String account) {
        this.name = name;
        this.items = List.copyOf(items);
        this.standing = standing;
        this.metadata = metadata;
        this.detail = detail;
        this.expiresAt = expiresAt;
        this.account = account;
    }

    /**
     * Creates the outcome of a resource that was created upstream.
     *
     * @param name what people call it
     * @param items its items in order, resource ids included
     * @return the outcome
     */
    public static Issued created(String name, List<CredentialItem> items) {
        return of(Standing.CREATED, name, items);
    }

    /**
     * Creates the outcome of a resource of ours that was found upstream and reused.
     *
     * @param name what people call it
     * @param items its items in order, resource ids included
     * @return the outcome
     */
    public static Issued found(String name, List<CredentialItem> items) {
        return of(Standing.FOUND, name, items);
    }

    /**
     * Creates the outcome of values that the configuration supplied; nothing upstream is ours.
     *
     * @param name what people call it
     * @param items its items in order
     * @return the outcome
     */
    public static Issued supplied(String name, List<CredentialItem> items) {
        return of(Standing.SUPPLIED, name, items);
    }

    /**
     * Creates the outcome that a person has to act.
     *
     * @param name what people call it
     * @param nextStep what to do, for people
     * @return the outcome, without items
     */
    public static Issued needsPerson(String name, String nextStep) {
        return of(Standing.NEEDS_PERSON, name, List.of()).withDetail(nextStep);
    }

    /**
     * Creates an outcome.
     *
     * @param standing how it came to be
     * @param name what people call it
     * @param items its items in order, resource ids included
     * @return the outcome
     */
    public static Issued of(Standing standing, String name, List<CredentialItem> items) {
        return new Issued(name, items, standing, Metadata.empty(), "", null, null);
    }

    /**
     * Returns a copy with what is worth knowing about it.
     *
     * @param newMetadata the metadata
     * @return the copy
     */
    public Issued withMetadata(Metadata newMetadata) {
        return new Issued(name, items, standing, newMetadata, detail, expiresAt, account);
    }

    /**
     * Returns a copy with more for people.
     *
     * @param newDetail a phrase
     * @return the copy
     */
    public Issued withDetail(String newDetail) {
        return new Issued(name, items, standing, metadata, newDetail, expiresAt, account);
    }

    /**
     * Returns a copy that says when the upstream stops accepting it.
     *
     * @param end the time, by the context's clock
     * @return the copy
     */
    public Issued expiringAt(Instant end) {
        return new Issued(name, items, standing, metadata, detail, end, account);
    }

    /**
     * Returns a copy that names the upstream account that the resource belongs to.
     *
     * @param id the account's id, no secret
     * @return the copy
     */
    public Issued onAccount(String id) {
        return new Issued(name, items, standing, metadata, detail, expiresAt, id);
    }

    /**
     * Returns what people call it, for instance {@code Email}.
     *
     * @return the value
     */
    public String name() {
        return name;
    }

    /**
     * Returns its items in order, resource ids included.
     *
     * @return the value
     */
    public List<CredentialItem> items() {
        return items;
    }

    /**
     * Returns how it came to be.
     *
     * @return the value
     */
    public Standing standing() {
        return standing;
    }

    /**
     * Returns what is worth knowing about it.
     *
     * @return the value
     */
    public Metadata metadata() {
        return metadata;
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
     * Returns when the upstream stops accepting it, by the context's clock.
     *
     * @return the time, or empty if it does not expire or nobody said
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /**
     * Returns the upstream account that the resource belongs to.
     *
     * @return the account's id, or empty if the upstream does not say
     */
    public Optional<String> account() {
        return Optional.ofNullable(account);
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

    @Override
    public String toString() {
        return "Issued[name=" + name + ", items=" + items + ", standing=" + standing + ", metadata=" + metadata
                + ", detail=" + detail + ", expiresAt=" + expiresAt + ", account=" + account + "]";
    }
}
