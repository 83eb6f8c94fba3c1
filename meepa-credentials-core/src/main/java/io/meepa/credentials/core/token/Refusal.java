package io.meepa.credentials.core.token;

import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import java.time.Instant;
import java.util.Optional;

/** A definitive refusal to renew a token, as its credential remembers it. Functions of values. */
final class Refusal {

    private static final int LONGEST = 200;

    private Refusal() {}

    /** Returns whether what was sent is what is stored: a new sign-in meanwhile is not refused. */
    static boolean concerns(AgentCredential sent, AgentCredential stored) {
        Optional<CredentialItem> mine = sent.item(ItemKeys.REFRESH_TOKEN);
        Optional<CredentialItem> theirs = stored.item(ItemKeys.REFRESH_TOKEN);
        return mine.isPresent() == theirs.isPresent()
                && mine.map(item -> item.value().matches(theirs.orElseThrow().value()))
                        .orElse(true);
    }

    /** Returns the credential that remembers. */
    static AgentCredential remembered(AgentCredential stored, CallFailure failure, Instant now) {
        String reason = failure.reason();
        String shortened = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
        Metadata metadata = stored.metadata()
                .with(MetadataKeys.RECONNECT_SINCE, Renewal.text(now))
                .with(MetadataKeys.RECONNECT_REASON, shortened);
        boolean unknown = new ManagedCredential(stored).isOfUnknownApp(failure.cause());
        return Renewal.noted(
                stored, unknown ? metadata.with(MetadataKeys.APP_UNKNOWN_SINCE, Renewal.text(now)) : metadata);
    }

    /** Returns since when a credential is refused, if it is. */
    static Optional<String> since(AgentCredential credential) {
        return credential.metadata().text(MetadataKeys.RECONNECT_SINCE);
    }
}
