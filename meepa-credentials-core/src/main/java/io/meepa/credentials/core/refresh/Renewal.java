package io.meepa.credentials.core.refresh;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentCredentialBuilder;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.MetadataKeys;
import io.meepa.credentials.MetadataValue;
import io.meepa.credentials.spi.Refreshed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token credential becomes when it is renewed or rejected. Functions of values. */
public final class Renewal {

    /** What a provider cannot set: the mark of its creation, and what the engine alone knows. */
    private static final Set<String> OURS = Set.of("tag", MetadataKeys.ISSUED_FOR, MetadataKeys.REJECTED_AT);

    private Renewal() {}

    /** Returns the credential with its new items and times. A value that was rejected stays so if it comes again. */
    public static AgentCredential renewed(AgentCredential stored, Refreshed refreshed, Instant now) {
        AgentCredentialBuilder builder = stored.toBuilder();
        for (CredentialItem item : refreshed.items()) {
            builder.replaceItem(item.key(), item.value(), item.type());
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
        metadata.remove(MetadataKeys.EXPIRES_AT);
        refreshed.expiresAt().ifPresent(end -> metadata.put(MetadataKeys.EXPIRES_AT, text(end)));
        metadata.put(MetadataKeys.REFRESHED_AT, text(now));
        return with(stored, renewed, new Metadata(metadata));
    }

    /** Returns the credential as one whose value is not handed out any more. */
    public static AgentCredential rejected(AgentCredential stored, Instant now) {
        return with(stored, stored, stored.metadata().with(MetadataKeys.REJECTED_AT, text(now)));
    }

    private static boolean sameToken(AgentCredential one, AgentCredential other) {
        Optional<CredentialItem> mine = TokenItem.of(one);
        Optional<CredentialItem> theirs = TokenItem.of(other);
        return mine.isPresent()
                && theirs.isPresent()
                && mine.get().value().matches(theirs.get().value());
    }

    /** Whole seconds, cut off: a token is never believed to live longer than it does. */
    private static MetadataValue text(Instant moment) {
        return new MetadataValue.Text(moment.truncatedTo(ChronoUnit.SECONDS).toString());
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
