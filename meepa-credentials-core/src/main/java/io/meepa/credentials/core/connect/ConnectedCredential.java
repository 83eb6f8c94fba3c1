package io.meepa.credentials.core.connect;

import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.call.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps connections and credentials onto each other. Functions of values. */
final class ConnectedCredential {

    private ConnectedCredential() {}

    /** Returns the credential of a connection. */
    static AgentCredential of(CredentialKey key, Connected connected, Tag tag, Instant now) {
        Metadata metadata = connected
                .metadata()
                .with(MetadataKeys.TAG, tag.text())
                .with(MetadataKeys.CONNECTED_ACCOUNT_KEY, connected.accountKey())
                .with(MetadataKeys.REFRESHED_AT, text(now));
        if (!connected.accountLabel().isEmpty()) {
            metadata = metadata.with(MetadataKeys.CONNECTED_ACCOUNT, connected.accountLabel());
        }
        if (!connected.granted().isEmpty()) {
            metadata = metadata.with(MetadataKeys.SCOPE_GRANTED, joined(connected.granted()));
        }
        if (!connected.missing().isEmpty()) {
            metadata = metadata.with(MetadataKeys.SCOPE_MISSING, joined(connected.missing()));
        }
        if (connected.expiresAt().isPresent()) {
            metadata = metadata.with(
                    MetadataKeys.EXPIRES_AT, text(connected.expiresAt().get()));
        }
        return with(key, connected.items(), metadata);
    }

    private static AgentCredential with(CredentialKey key, List<CredentialItem> items, Metadata metadata) {
        return new AgentCredential(
                key.category(),
                key.service(),
                key.name().orElseThrow(),
                Origin.OPERATOR_PROVIDED,
                items,
                metadata,
                CredentialStatus.Settled.PROVISIONED,
                true);
    }

    /** Returns whether a credential is a connection. */
    static boolean is(AgentCredential credential) {
        return new ManagedCredential(credential).isConnection();
    }

    /** Returns whether a connection is of the same person and app as another, or may be: one of an unknown account. */
    static boolean maybeSameAccount(AgentCredential one, AgentCredential other) {
        String mine = accountKey(one);
        String theirs = accountKey(other);
        return one.service().equals(other.service())
                && (mine.equals(theirs) || mine.isEmpty() || theirs.isEmpty())
                && text(one, MetadataKeys.CLIENT_ID).equals(text(other, MetadataKeys.CLIENT_ID));
    }

    /** Returns whether a sign-in with this account key renews a connection. One of an unknown account takes any. */
    static boolean accepts(AgentCredential stored, String accountKey) {
        return accountKey(stored).isEmpty() || accountKey(stored).equals(accountKey);
    }

    /**
     * Returns whether a refresh token stays although a sign-in brought none: some services give one at the first sign-in only.
     * It has to be of the same known account, app and server, and not refused.
     */
    static boolean keepsRefreshToken(AgentCredential before, AgentCredential next) {
        boolean had = before.item(ItemKeys.REFRESH_TOKEN)
                .filter(item -> !item.value().isEmpty())
                .isPresent();
        boolean same = Stream.of(MetadataKeys.CONNECTED_ACCOUNT_KEY, MetadataKeys.CLIENT_ID, MetadataKeys.ISSUER)
                .allMatch(name -> text(before, name).equals(text(next, name)));
        return had
                && same
                && !accountKey(next).isEmpty()
                && next.item(ItemKeys.REFRESH_TOKEN).isEmpty()
                && next.item(ItemKeys.BOUND_KEY).isEmpty()
                && text(before, MetadataKeys.RECONNECT_SINCE).isEmpty();
    }

    static AgentCredential withRefreshTokenOf(AgentCredential before, AgentCredential next) {
        List<CredentialItem> items = new ArrayList<>(next.items());
        items.add(before.item(ItemKeys.REFRESH_TOKEN).orElseThrow());
        Metadata metadata = before.metadata()
                .text(MetadataKeys.REFRESH_EXPIRES_AT)
                .map(end -> next.metadata().with(MetadataKeys.REFRESH_EXPIRES_AT, end))
                .orElse(next.metadata());
        return with(next.key(), items, metadata);
    }

    /** Returns what a further sign-in may use of a connection: the app's registration only as long as its service knows it. */
    static Map<String, Secret> reusable(AgentCredential connection) {
        boolean known = text(connection, MetadataKeys.APP_UNKNOWN_SINCE).isEmpty();
        return connection.items().stream()
                .filter(item -> known || !item.key().equals(ItemKeys.CLIENT))
                .collect(Collectors.toMap(CredentialItem::key, CredentialItem::value));
    }

    static String accountKey(AgentCredential credential) {
        return text(credential, MetadataKeys.CONNECTED_ACCOUNT_KEY);
    }

    static String text(AgentCredential credential, String name) {
        return credential.metadata().text(name).orElse("");
    }

    static Set<String> scopes(AgentCredential credential, String name) {
        String text = text(credential, name);
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    private static String joined(Set<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    /** Whole seconds, cut off: a token is never believed to live longer than it does. */
    static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
