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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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
        SignInState state = SignInState.create(random);
        if (!flow.registers(request.service())) {
            ConsentRequest asked = asked(request, vault.read(), state.text());
            return new Beginning(request, state, binding).by(flow, asked, vault::update);
        }
        try (Flight flight = vault.flight(agent, LOCK, context.lockTimeout())) {
            AgentDocument document = vault.read();
            requireFree(document, key);
            ConsentRequest asked = asked(request, document, state.text())
                    .guardedBy(longest -> flight.requireHeld())
                    .recordingAt(SignInCheckpoint.ofBeginning(flight, intent(context, agent, key, Map.of())));
            return new Beginning(request, state, binding).by(flow, asked, flight::update);
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
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
            AgentDocument document = vault.read();
            requireFree(document, key);
            Operation intent = intent(context, agent, key, left(document, key));
            ConsentRequest consent =
                    asked(request, document, Secret.of("")).recordingAt(SignInCheckpoint.ofCall(flight, intent));
            return new RecordedCall<>(
                            context, flight, ConnectPolicy.withoutPerson(context, flight, flow, intent, consent))
                    .open(Slot.of(document, key));
        } catch (LostOperationException e) {
            throw e.toProviderException(agent.id());
        }
    }

    /** The scopes that were granted before, or refused, are asked for again: a connection never silently loses one. */
    static Set<String> scopes(AgentDocument document, CredentialKey key, Set<String> wanted) {
        Set<String> all = new LinkedHashSet<>(wanted);
        document.matching(key).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .forEach(credential -> {
                    all.addAll(ConnectedCredential.scopes(credential, MetadataKeys.SCOPE_GRANTED));
                    all.addAll(ConnectedCredential.scopes(credential, MetadataKeys.SCOPE_MISSING));
                });
        return all;
    }

    /** What the connection holds that is good still, and over it what a sign-in kept that nobody completed. */
    private static Map<String, Secret> earlier(AgentDocument document, CredentialKey key) {
        Map<String, Secret> earlier = new HashMap<>();
        document.matching(key).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .forEach(credential -> earlier.putAll(ConnectedCredential.reusable(credential)));
        PendingConsent.of(document, key).ifPresent(pending -> earlier.putAll(pending.kept()));
        return earlier;
    }

    /** What the app's next call may use of a sign-in that was not completed. */
    private static Map<String, Secret> left(AgentDocument document, CredentialKey key) {
        return PendingConsent.of(document, key)
                .flatMap(PendingConsent::left)
                .map(operation -> operation.details().secrets())
                .orElse(Map.of());
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

    private ConsentRequest asked(ConnectRequest request, AgentDocument document, Secret state) {
        CredentialKey key = ConnectionServices.key(request);
        ConsentRequest asked = ConsentRequest.of(agent.id(), request.service(), state)
                .asking(scopes(document, key, request.scopes()))
                .answering(request.challenge())
                .knowing(earlier(document, key));
        return request.redirectUri().map(asked::redirectingTo).orElse(asked);
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
                .orElseThrow(
                        () -> refused(
                                Reason.UNKNOWN,
                                "no sign-in waits for this callback: it was completed already, begun anew, or is for another agent"));
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

    /** A sign-in that is about to begin. */
    private final class Beginning {

        private final ConnectRequest request;
        private final SignInState state;
        private final SessionBinding binding;

        Beginning(ConnectRequest request, SignInState state, SessionBinding binding) {
            this.request = request;
            this.state = state;
            this.binding = binding;
        }

        Consent by(ConsentFlow flow, ConsentRequest asked, Consumer<UnaryOperator<AgentDocument>> record) {
            CredentialKey key = ConnectionServices.key(request);
            ConsentStart start = flow.begin(asked);
            Instant until = context.clock().instant().plus(LIFE);
            Secret sessionKey = SessionSeal.newKey(random);
            Map<String, Secret> secrets = PendingConsent.inBrowser(state, sessionKey, binding, until, start.kept());
            record.accept(document -> {
                requireFree(document, key);
                return ConnectionChanges.abandoned(document, key).withOperation(intent(context, agent, key, secrets));
            });
            return new Consent(key, state.handle(), start.address(), until, services.tiedAt(request.service()));
        }
    }
}
