package io.meepa.credentials.core.connect;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.provider.SharedFate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of a document when a connection begins, changes or ends. Functions from one document to the next. */
final class ConnectionChanges {

    private ConnectionChanges() {}

    /**
     * Returns the document with what a sign-in led to. A refresh token stays if the same person and app signed in again and
     * none came. The tokens that it replaces are taken back, unless that would end the
     * new ones with them. Tokens of another account are taken back themselves; so are those of an unknown account, unless it
     * may be the same and that would end the connection.
     */
    static AgentDocument connected(AgentDocument document, AgentCredential next, SharedFate disposition, Instant now) {
        Optional<StoredCredential> entry = document.matching(next.key()).stream()
                .filter(stored -> ConnectedCredential.is(stored.credential()))
                .findFirst();
        if (entry.isPresent() && !ConnectedCredential.accepts(entry.get().credential(), accountKey(next))) {
            boolean maybeSame = accountKey(next).isEmpty() && disposition.endedTogether();
            return maybeSame
                    ? document
                    : document.withOperation(replacement(next, now, "the sign-in was as another account"));
        }
        AgentDocument left = document.withoutRefresh(next.key());
        if (entry.isEmpty()) {
            return left.withEntry(StoredCredential.of(next));
        }
        AgentCredential before = entry.get().credential();
        if (ConnectedCredential.keepsRefreshToken(before, next)) {
            return left.withEntry(entry.get().with(ConnectedCredential.withRefreshTokenOf(before, next)));
        }
        AgentDocument replaced = left.withEntry(entry.get().with(next));
        return disposition.endedTogether()
                ? replaced
                : replaced.withOperation(replacement(before, now, "a new sign-in replaced it"));
    }

    /** Returns the document without a connection and what is under way about it. */
    static AgentDocument disconnected(AgentDocument document, CredentialKey exact) {
        AgentDocument left = document.without(exact).withoutRefresh(exact);
        return abandoned(left, exact);
    }

    /** Returns the document in which a connection remembers that the service no longer knows its app, if a refusal says so. */
    static AgentDocument forgettingApp(
            AgentDocument document, CredentialKey exact, RuntimeException failure, Instant now) {
        return document.matching(exact).stream()
                .filter(stored -> new ManagedCredential(stored.credential()).isOfUnknownApp(failure))
                .findFirst()
                .map(stored -> document.withEntry(stored.with(forgettingApp(stored.credential(), now))))
                .orElse(document);
    }

    private static AgentCredential forgettingApp(AgentCredential connection, Instant now) {
        return new ManagedCredential(connection)
                .with(connection.metadata().with(MetadataKeys.APP_UNKNOWN_SINCE, ConnectedCredential.text(now)));
    }

    /** Returns the document without a sign-in. */
    static AgentDocument abandoned(AgentDocument document, CredentialKey exact) {
        AgentDocument left = document;
        for (Operation operation : document.operations()) {
            if (operation.kind() == PendingOperation.Kind.CONNECT
                    && operation.key().equals(exact)) {
                left = left.withoutOperation(operation.id());
            }
        }
        return left;
    }

    /** Returns the intent to take a connection's tokens back. They are kept for that, and for nothing else. */
    static Operation revocation(AgentCredential credential, Instant now, String why) {
        return revocation(credential, credential.metadata(), now, why);
    }

    /** Returns the intent to take back tokens that are no connection's any more, so that none is shown for them. */
    private static Operation replacement(AgentCredential credential, Instant now, String why) {
        Metadata replaced = credential.metadata().with(MetadataKeys.REPLACED_AT, ConnectedCredential.text(now));
        return revocation(credential, replaced, now, why);
    }

    private static Operation revocation(AgentCredential credential, Metadata metadata, Instant now, String why) {
        Tag tag = new Tag(credential.tag().orElseThrow());
        Operation.Details details = new Operation.Details(
                tag,
                now,
                List.of(),
                Map.of(),
                credential.items(),
                metadata,
                Map.of(),
                credential.name(),
                Attempts.none(now),
                Optional.of(Evidence.recorded(now, why)),
                Map.of());
        return Operation.open(PendingOperation.Kind.REVOKE, credential.key(), details);
    }

    private static String accountKey(AgentCredential credential) {
        return ConnectedCredential.accountKey(credential);
    }
}
