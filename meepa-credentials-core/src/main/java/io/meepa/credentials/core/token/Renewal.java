package io.meepa.credentials.core.token;

import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.spi.call.Refreshed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token credential becomes when it is renewed or rejected. Functions of values. */
public final class Renewal {

    /** What a provider cannot set: the mark of its creation, and what the engine alone knows. */
    private static final Set<String> OURS = Set.of(
            MetadataKeys.TAG,
            MetadataKeys.ISSUED_FOR,
            MetadataKeys.REJECTED_AT,
            MetadataKeys.RECONNECT_SINCE,
            MetadataKeys.RECONNECT_REASON,
            MetadataKeys.APP_UNKNOWN_SINCE);

    private Renewal() {}

    /** Returns the credential with its new items and times. A value that was rejected stays so if it comes again. */
    public static AgentCredential renewed(AgentCredential stored, Refreshed refreshed, Instant now) {
        AgentCredentialBuilder builder = stored.toBuilder();
        for (CredentialItem item : refreshed.items()) {
            builder.replaceItem(item);
        }
        AgentCredential renewed = builder.build();
        Map<String, MetadataValue> metadata =
                new LinkedHashMap<>(stored.metadata().values());
        refreshed.metadata().values().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                metadata.put(name, value);
            }
        });
        if (!sameToken(stored, renewed)) {
            metadata.remove(MetadataKeys.REJECTED_AT);
        }
        metadata.remove(MetadataKeys.RECONNECT_SINCE);
        metadata.remove(MetadataKeys.RECONNECT_REASON);
        metadata.remove(MetadataKeys.APP_UNKNOWN_SINCE);
        metadata.remove(MetadataKeys.EXPIRES_AT);
        refreshed.expiresAt().ifPresent(end -> metadata.put(MetadataKeys.EXPIRES_AT, text(end)));
        metadata.put(MetadataKeys.REFRESHED_AT, text(now));
        return with(stored, renewed, new Metadata(metadata));
    }

    /** Returns the credential as one whose value is not returned any more. */
    public static AgentCredential rejected(AgentCredential stored, Instant now) {
        return noted(stored, stored.metadata().with(MetadataKeys.REJECTED_AT, text(now)));
    }

    /** Returns the credential with other metadata. */
    static AgentCredential noted(AgentCredential stored, Metadata metadata) {
        return with(stored, stored, metadata);
    }

    private static boolean sameToken(AgentCredential one, AgentCredential other) {
        Optional<CredentialItem> mine = TokenItem.of(one);
        Optional<CredentialItem> theirs = TokenItem.of(other);
        return mine.isPresent()
                && theirs.isPresent()
                && mine.get().value().matches(theirs.get().value());
    }

    static MetadataValue text(Instant moment) {
        return new MetadataValue.Text(Lifetime.text(moment));
    }

    private static AgentCredential with(AgentCredential stored, AgentCredential items, Metadata metadata) {
        return new AgentCredential(
                stored.category(),
                stored.service(),
                stored.name(),
                stored.origin(),
                items.items(),
                metadata,
                stored.status(),
                stored.managed());
    }
}
