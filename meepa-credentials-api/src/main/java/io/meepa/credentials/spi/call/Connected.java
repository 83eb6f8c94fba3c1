package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sign-in led to. Immutable. */
public final class Connected {

    private final List<CredentialItem> items;
    private final String accountLabel;
    private final String accountKey;
    private final Set<String> granted;
    private final Set<String> missing;
    private final Metadata metadata;
    private final @Nullable Instant expiresAt;

    private Connected(
            List<CredentialItem> items,
            Account account,
            Set<String> granted,
            Set<String> missing,
            Metadata metadata,
            @Nullable Instant expiresAt) {
        this.items = List.copyOf(items);
        this.accountLabel = account.label();
        this.accountKey = account.key();
        this.granted = Set.copyOf(granted);
        this.missing = Set.copyOf(missing);
        this.metadata = metadata;
        this.expiresAt = expiresAt;
    }

    /**
     * Creates a connection whose scopes are not known and whose token has no known end.
     *
     * @param items {@code access_token}, and {@code refresh_token} if there is one
     * @param accountLabel whose it is, for people
     * @param accountKey what distinguishes that account from others of the service
     * @return the connection
     */
    public static Connected of(List<CredentialItem> items, String accountLabel, String accountKey) {
        return new Connected(items, new Account(accountLabel, accountKey), Set.of(), Set.of(), Metadata.empty(), null);
    }

    /**
     * Creates a connection of an unknown account: the tokens came, and the service did not say. They are stored
     * all the same, unless a connection of a known account is there already.
     *
     * @param items {@code access_token}, and {@code refresh_token} if there is one
     * @return the connection, with an empty label and an empty key
     */
    public static Connected withoutAccount(List<CredentialItem> items) {
        return of(items, "", "");
    }

    /**
     * Returns a copy with what was granted.
     *
     * @param scopes what was granted
     * @param notGranted what was asked for and not granted
     * @return the copy
     */
    public Connected granting(Set<String> scopes, Set<String> notGranted) {
        return new Connected(items, account(), scopes, notGranted, metadata, expiresAt);
    }

    /**
     * Returns a copy with further metadata.
     *
     * @param further the metadata
     * @return the copy
     */
    public Connected withMetadata(Metadata further) {
        return new Connected(items, account(), granted, missing, further, expiresAt);
    }

    /**
     * Returns a copy that says when the access token ends.
     *
     * @param end the time, by the context's clock
     * @return the copy
     */
    public Connected expiringAt(Instant end) {
        return new Connected(items, account(), granted, missing, metadata, end);
    }

    /**
     * Returns the items.
     *
     * @return the items
     */
    public List<CredentialItem> items() {
        return items;
    }

    /**
     * Returns whose it is, for people.
     *
     * @return the label, empty if it is not known
     */
    public String accountLabel() {
        return accountLabel;
    }

    /**
     * Returns what distinguishes the account from others of the service.
     *
     * @return the key, empty if it is not known
     */
    public String accountKey() {
        return accountKey;
    }

    /**
     * Returns what was granted.
     *
     * @return the scopes
     */
    public Set<String> granted() {
        return granted;
    }

    /**
     * Returns what was asked for and not granted.
     *
     * @return the scopes
     */
    public Set<String> missing() {
        return missing;
    }

    /**
     * Returns further metadata.
     *
     * @return the metadata
     */
    public Metadata metadata() {
        return metadata;
    }

    /**
     * Returns when the access token ends.
     *
     * @return the time, or empty if no end is known
     */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public String toString() {
        return "Connected[" + items.size() + " items]";
    }

    private Account account() {
        return new Account(accountLabel, accountKey);
    }

    private record Account(String label, String key) {}
}
