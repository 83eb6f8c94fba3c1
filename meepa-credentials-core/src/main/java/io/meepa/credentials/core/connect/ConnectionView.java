package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.PendingOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Derives where connections stand from a document. The document itself keeps its five statuses. */
final class ConnectionView {

    private final AgentDocument document;
    private final Instant now;
    private final Predicate<AgentCredential> triedAtEnd;

    /**
     * Creates a view.
     *
     * @param triedAtEnd whether a refresh token that may be spent is sent once more when the access token has ended
     */
    ConnectionView(AgentDocument document, Instant now, Predicate<AgentCredential> triedAtEnd) {
        this.document = document;
        this.now = now;
        this.triedAtEnd = triedAtEnd;
    }

    /** Returns the connections, and one without account per further service. */
    List<Connection> all(Set<String> services, Function<AgentCredential, List<AgentId>> ties) {
        List<Connection> all = new ArrayList<>();
        for (StoredCredential entry : document.entries()) {
            if (ConnectedCredential.is(entry.credential())) {
                all.add(of(entry.credential(), ties.apply(entry.credential())));
            }
        }
        for (Operation operation : document.operations()) {
            if (known(all, operation.key())) {
                continue;
            }
            if (operation.kind() == PendingOperation.Kind.CONNECT) {
                all.add(pending(new PendingConsent(operation)));
            } else if (disconnecting(operation)) {
                all.add(bare(
                        operation.key(),
                        State.DISCONNECTING,
                        operation.details().attempts().reason()));
            }
        }
        Set<String> without = new TreeSet<>(services);
        all.forEach(connection -> without.remove(connection.key().service()));
        without.forEach(service -> all.add(bare(CredentialKey.of(Category.TOKEN, service), State.DISCONNECTED, "")));
        return List.copyOf(all);
    }

    /** Returns a connection as it stands. */
    Connection of(AgentCredential credential, List<AgentId> tiedTo) {
        Optional<String> flaw = flaw(credential);
        Set<String> missing = ConnectedCredential.scopes(credential, MetadataKeys.SCOPE_MISSING);
        State state = flaw.isPresent() ? State.RECONNECT_NEEDED : missing.isEmpty() ? State.ACTIVE : State.PARTIAL;
        return new Connection(
                credential.key(),
                state,
                credential.metadata().text(MetadataKeys.CONNECTED_ACCOUNT),
                ConnectedCredential.scopes(credential, MetadataKeys.SCOPE_GRANTED),
                missing,
                Lifetime.of(credential).expiresAt(),
                flaw.orElseGet(() -> note(credential)),
                tiedTo);
    }

    /** Returns the connection to be. */
    Connection pending(PendingConsent pending) {
        boolean dead = pending.used() || pending.over(now);
        return bare(pending.key(), State.PENDING, dead ? "this sign-in is over: begin again" : "");
    }

    /** Returns what a person should know of a connection that works. */
    private String note(AgentCredential credential) {
        boolean askable = credential.metadata().text(MetadataKeys.RESOURCE).isEmpty();
        if (askable && ConnectedCredential.accountKey(credential).isEmpty()) {
            return "the service did not say whose it is; the next renewal or sign-in asks again";
        }
        Lifetime lifetime = Lifetime.of(credential);
        if (lifetime.expiresAt().isPresent() && isNotRenewable(credential)) {
            return "there is no refresh token: when it ends, a person has to sign in again";
        }
        if (lifetime.at(now) != Lifetime.Phase.EXPIRED) {
            return "";
        }
        return unsettled(credential).isPresent()
                ? "its token " + lifetime.ending(now)
                        + ", and it is unknown whether its refresh token was spent: it is tried"
                        + " once more when it is asked for next"
                : "its token " + lifetime.ending(now) + "; it is renewed when it is asked for next";
    }

    private static boolean isNotRenewable(AgentCredential credential) {
        return credential.item(ItemKeys.REFRESH_TOKEN).isEmpty()
                && !credential.metadata().values().containsKey(MetadataKeys.GRANTED_BY);
    }

    private Optional<String> flaw(AgentCredential credential) {
        Optional<String> since = credential.metadata().text(MetadataKeys.RECONNECT_SINCE);
        if (since.isPresent()) {
            return Optional.of("the service refuses to renew its token since " + since.get() + " ("
                    + ConnectedCredential.text(credential, MetadataKeys.RECONNECT_REASON) + "): sign in again");
        }
        Lifetime lifetime = Lifetime.of(credential);
        boolean dead = lifetime.at(now) == Lifetime.Phase.EXPIRED;
        if (dead && isNotRenewable(credential)) {
            return Optional.of("it " + lifetime.ending(now) + ", and there is no refresh token: sign in again");
        }
        boolean over = unsettled(credential)
                .filter(operation -> isTriedSince(lifetime, operation) || !triedAtEnd.test(credential))
                .isPresent();
        return dead && over
                ? Optional.of("nobody knows whether its refresh token was spent: sign in again")
                : Optional.empty();
    }

    private Optional<Operation> unsettled(AgentCredential credential) {
        return document.refresh(credential.key())
                .filter(operation -> operation.state() == Operation.State.INDETERMINATE);
    }

    /** Whether the one try that is left when a token has ended was made. */
    private static boolean isTriedSince(Lifetime lifetime, Operation operation) {
        Attempts attempts = operation.details().attempts();
        return attempts.count() > 0 && lifetime.at(attempts.last()) == Lifetime.Phase.EXPIRED;
    }

    private static boolean disconnecting(Operation operation) {
        Map<String, ?> metadata = operation.details().metadata().values();
        return operation.kind() == PendingOperation.Kind.REVOKE
                && metadata.containsKey(MetadataKeys.CONNECTED_ACCOUNT_KEY)
                && !metadata.containsKey(MetadataKeys.REPLACED_AT);
    }

    private static boolean known(List<Connection> all, CredentialKey key) {
        return all.stream().anyMatch(connection -> connection.key().equals(key));
    }

    private static Connection bare(CredentialKey key, State state, String reason) {
        return new Connection(key, state, Optional.empty(), Set.of(), Set.of(), Optional.empty(), reason, List.of());
    }
}
