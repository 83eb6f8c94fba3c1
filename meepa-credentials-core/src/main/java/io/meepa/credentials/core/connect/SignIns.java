package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.ConsentException.Reason;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.provider.ConsentFlow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Sign-ins in a person's browser: both halves, and everything that is checked between them. */
final class SignIns {

    /** The lock of all sign-ins of an agent: a second callback waits for the first, and finds the sign-in used. */
    static final String LOCK = "connect";

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;
    private final ConnectionServices services;
    private final SecureRandom random = new SecureRandom();

    SignIns(EngineContext context, AgentChoice agent, AgentVault vault, ConnectionServices services) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.services = services;
    }

    Consent begin(ConnectRequest request, SessionBinding binding) {
        CredentialKey key = ConnectionServices.key(request);
        ConsentFlow flow = services.required(request.service());
        if (!flow.registers(request.service())) {
            return begin(flow, request, key, binding, CallGuard.none());
        }
        try (Flight flight = vault.flight(agent, LOCK, context.lockTimeout())) {
            return begin(flow, request, key, binding, longest -> flight.requireHeld());
        }
    }

    private Consent begin(
            ConsentFlow flow, ConnectRequest request, CredentialKey key, SessionBinding binding, CallGuard guard) {
        AgentDocument document = vault.read();
        SignInState state = SignInState.create(random);
        ConsentStart start = started(flow, request, document, state, guard);
        Instant until = context.clock().instant().plus(LIFE);
        Secret sessionKey = SessionSeal.newKey(random);
        record(key, PendingConsent.inBrowser(state, sessionKey, binding, until, start.kept()));
        return new Consent(key, state.handle(), start.address(), until, services.tiedAt(request.service()));
    }

    AgentCredential complete(CallbackParameters callback, SessionBinding binding) {
        SignInState state = callback.parameter("state")
                .flatMap(SignInState::read)
                .orElseThrow(() -> refused(Reason.MALFORMED, "the callback has no state of this library"));
        try (Flight flight = vault.flight(agent, LOCK, context.lockTimeout())) {
            PendingConsent pending = checked(vault.read(), state, binding);
            ConsentFlow flow = services.required(pending.key().service());
            return new RecordedCall<>(
                            context, flight, ConnectPolicy.inBrowser(context, flight, flow, pending, callback))
                    .takeUp(pending.operation());
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    /** Connects without a person. What an earlier run left of a sign-in ends. */
    AgentCredential connect(ConnectRequest request) {
        CredentialKey key = ConnectionServices.key(request);
        ConsentFlow flow = services.required(request.service());
        if (!flow.withoutPerson(request.service())) {
            throw new ProviderUnsupportedException(request.service() + " needs a person: begin a sign-in");
        }
        try (Flight flight = vault.flight(agent, LOCK, context.lockTimeout())) {
            AgentDocument document = flight.update(before -> {
                requireFree(before, key);
                return ConnectionChanges.abandoned(before, key);
            });
            ConsentRequest consent = ConsentRequest.of(agent.id(), request.service(), Secret.of(""))
                    .asking(scopes(document, key, request.scopes()))
                    .answering(request.challenge())
                    .knowing(earlier(document, key));
            Operation intent = intent(context, agent, key, Map.of());
            return new RecordedCall<>(
                            context, flight, ConnectPolicy.withoutPerson(context, flight, flow, intent, consent))
                    .open(Slot.of(document, key));
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    /** The scopes that were granted before are asked for again: a connection never silently loses one. */
    static Set<String> scopes(AgentDocument document, CredentialKey key, Set<String> wanted) {
        Set<String> all = new LinkedHashSet<>(wanted);
        document.matching(key).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .forEach(credential -> all.addAll(ConnectedCredential.scopes(credential, MetadataKeys.SCOPE_GRANTED)));
        return all;
    }

    /** What the connection holds, and over it what a sign-in kept that nobody completed. */
    private static Map<String, Secret> earlier(AgentDocument document, CredentialKey key) {
        Map<String, Secret> earlier = new HashMap<>();
        document.matching(key).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .flatMap(credential -> credential.items().stream())
                .forEach(item -> earlier.put(item.key(), item.value()));
        PendingConsent.of(document, key).ifPresent(pending -> earlier.putAll(pending.kept()));
        return earlier;
    }

    /** Refuses an address at which something else stands. */
    static void requireFree(AgentDocument document, CredentialKey key) {
        boolean taken = document.matching(key).stream()
                .map(StoredCredential::credential)
                .anyMatch(credential -> !ConnectedCredential.is(credential));
        if (taken) {
            throw new CredentialAlreadyExistsException(
                    key + " is an own credential: remove it, or give the connection another name");
        }
    }

    private ConsentStart started(
            ConsentFlow flow, ConnectRequest request, AgentDocument document, SignInState state, CallGuard guard) {
        CredentialKey key = ConnectionServices.key(request);
        ConsentRequest consent = ConsentRequest.of(agent.id(), request.service(), state.text())
                .asking(scopes(document, key, request.scopes()))
                .answering(request.challenge())
                .knowing(earlier(document, key))
                .guardedBy(guard);
        return flow.begin(request.redirectUri().map(consent::redirectingTo).orElse(consent));
    }

    private void record(CredentialKey key, Map<String, Secret> secrets) {
        vault.update(document -> {
            requireFree(document, key);
            return ConnectionChanges.abandoned(document, key).withOperation(intent(key, secrets));
        });
    }

    private Operation intent(CredentialKey key, Map<String, Secret> secrets) {
        return intent(context, agent, key, secrets);
    }

    static Operation intent(EngineContext context, AgentChoice agent, CredentialKey key, Map<String, Secret> secrets) {
        Operation.Details details = Operation.Details.of(
                context.requests().newTag(agent, key.category()),
                context.clock().instant(),
                key.name().orElseThrow());
        return Operation.open(PendingOperation.Kind.CONNECT, key, details).withSecrets(secrets);
    }

    /** A wrong session ends nothing: the person who began can still complete. */
    private PendingConsent checked(AgentDocument document, SignInState state, SessionBinding binding) {
        PendingConsent pending = PendingConsent.of(document, state.handle())
                .filter(candidate -> candidate.matches(state))
                .orElseThrow(() -> refused(
                        Reason.UNKNOWN, "no sign-in waits for this callback: it was begun anew, or for another agent"));
        if (!pending.belongsTo(binding)) {
            throw refused(Reason.OTHER_SESSION, "the sign-in was begun in another session, or by another user");
        }
        if (pending.used()) {
            throw refused(Reason.USED, "the sign-in was completed before, or was cut off while it was: begin again");
        }
        if (pending.over(context.clock().instant())) {
            throw refused(Reason.EXPIRED, "the sign-in is over: begin again");
        }
        return pending;
    }

    private ConsentException refused(Reason reason, String message) {
        return new ConsentException(reason, "agent " + agent.id() + ": " + message);
    }
}
