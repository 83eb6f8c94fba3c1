package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.consent.ConsentCheckpoint;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sign-in on record. All of it stands below the operation's details, which stores encrypt: the digests of state and
 * session, when it is over, and what the provider needs.
 *
 * @param operation the operation
 */
record PendingConsent(Operation operation) {

    private static final String HANDLE = "handle";
    private static final String STATE = "state";
    private static final String SESSION_KEY = "session_key";
    private static final String SESSION = "session";
    private static final String UNTIL = "until";
    private static final String NEXT_POLL = "next_poll";
    private static final String KEPT = "kept.";
    private static final String INTENT = KEPT + ConsentCheckpoint.REGISTRATION;
    private static final Set<String> REGISTERED = Set.of(INTENT, KEPT + ItemKeys.CLIENT);

    /** Returns what is kept of a sign-in in a browser. */
    static Map<String, Secret> inBrowser(
            SignInState state, Secret sessionKey, SessionBinding binding, Instant until, Map<String, Secret> kept) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        secrets.put(HANDLE, Secret.of(state.handle()));
        secrets.put(STATE, Secret.of(state.digest()));
        secrets.put(SESSION_KEY, sessionKey);
        secrets.put(SESSION, Secret.of(SessionSeal.of(binding, sessionKey)));
        secrets.put(UNTIL, Secret.of(until.toString()));
        return with(secrets, kept);
    }

    /** Returns what is kept of a sign-in on another device. */
    static Map<String, Secret> onDevice(Instant until, Instant nextPoll, Map<String, Secret> kept) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        secrets.put(UNTIL, Secret.of(until.toString()));
        secrets.put(NEXT_POLL, Secret.of(nextPoll.toString()));
        return with(secrets, kept);
    }

    /** Returns what is kept of what a flow learnt before its sign-in has begun. */
    static Map<String, Secret> learnt(Map<String, Secret> values) {
        return with(new LinkedHashMap<>(), values);
    }

    /**
     * Returns what is left of a sign-in that failed: the registration that the app made for it, or meant to make, for the next
     * one. It can be neither completed nor found by its callback. A registration that the service no longer knows is not left.
     */
    static Optional<Operation> left(Operation operation, RuntimeException failure) {
        boolean unknownApp = failure instanceof ProviderRejectedException refusal
                && refusal.unknownApp().isPresent();
        return left(operation, unknownApp ? Set.of(INTENT) : REGISTERED);
    }

    /** Returns what is left of a sign-in when another way is taken to the connection. */
    Optional<Operation> left() {
        return left(operation, REGISTERED);
    }

    private static Optional<Operation> left(Operation operation, Set<String> names) {
        Map<String, Secret> left = new LinkedHashMap<>(operation.details().secrets());
        left.keySet().retainAll(names);
        return left.isEmpty() ? Optional.empty() : Optional.of(operation.withSecrets(left));
    }

    /** Returns the sign-in of a connection, if one is on record. */
    static Optional<PendingConsent> of(AgentDocument document, CredentialKey exact) {
        return document.operations().stream()
                .filter(operation -> operation.kind() == PendingOperation.Kind.CONNECT
                        && operation.key().equals(exact))
                .findFirst()
                .map(PendingConsent::new);
    }

    /** Returns the sign-in of a handle, if it is on record. */
    static Optional<PendingConsent> of(AgentDocument document, String handle) {
        return document.operations().stream()
                .filter(operation -> operation.kind() == PendingOperation.Kind.CONNECT)
                .map(PendingConsent::new)
                .filter(pending -> SignInState.same(pending.text(HANDLE), handle))
                .findFirst();
    }

    boolean matches(SignInState state) {
        return SignInState.same(text(STATE), state.digest());
    }

    boolean belongsTo(SessionBinding binding) {
        Secret key = operation.details().secrets().get(SESSION_KEY);
        return key != null && SignInState.same(text(SESSION), SessionSeal.of(binding, key));
    }

    /** Reports whether a run took it up: what it was to be traded for may be spent. */
    boolean used() {
        return !onDevice() && operation.details().attempts().count() > 0;
    }

    boolean onDevice() {
        return operation.details().secrets().containsKey(NEXT_POLL);
    }

    /** A time that cannot be read is over. */
    boolean over(Instant now) {
        return !now.isBefore(until())
                || now.isBefore(operation.details().since().minusSeconds(120)); // The clock was put back.
    }

    Instant until() {
        return time(UNTIL);
    }

    Instant nextPoll() {
        return time(NEXT_POLL);
    }

    Map<String, Secret> kept() {
        Map<String, Secret> kept = new LinkedHashMap<>();
        operation.details().secrets().forEach((name, value) -> {
            if (name.startsWith(KEPT)) {
                kept.put(name.substring(KEPT.length()), value);
            }
        });
        return kept;
    }

    CredentialKey key() {
        return operation.key();
    }

    private Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private String text(String name) {
        return Optional.ofNullable(operation.details().secrets().get(name))
                .map(Secret::reveal)
                .orElse("");
    }

    private static Map<String, Secret> with(Map<String, Secret> secrets, Map<String, Secret> kept) {
        kept.forEach((name, value) -> secrets.put(KEPT + name, value));
        return secrets;
    }

    @Override
    public String toString() {
        return "PendingConsent[" + operation.key() + "]";
    }
}
