package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.CallFailure;
import io.meepa.credentials.core.operation.CallPolicy;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.provider.ConsentFlow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trades what a sign-in brought: one trade per sign-in, and the credential in the same write that ends the operation. A trade
 * that failed ends the sign-in too, for a code works once. A sign-in with another account than the connection's leaves the
 * connection as it is, and queues the new tokens to be taken back.
 */
final class ConnectPolicy implements CallPolicy<Connected, AgentCredential> {

    private final EngineContext context;
    private final Flight flight;
    private final ConsentFlow flow;
    private final Operation intent;
    private final Supplier<Connected> trade;
    private final Map<String, Secret> brought;

    private ConnectPolicy(
            EngineContext context,
            Flight flight,
            ConsentFlow flow,
            Operation intent,
            Supplier<Connected> trade,
            Map<String, Secret> brought) {
        this.context = context;
        this.flight = flight;
        this.flow = flow;
        this.intent = intent;
        this.trade = trade;
        this.brought = brought;
    }

    /** Trades what a browser brought back. */
    static ConnectPolicy inBrowser(
            EngineContext context,
            Flight flight,
            ConsentFlow flow,
            PendingConsent pending,
            CallbackParameters callback) {
        ConsentAnswer answer = ConsentAnswer.of(
                        flight.agent().id(), pending.key().service(), pending.kept())
                .bringing(callback)
                .guardedBy(longest -> flight.requireHeld());
        Map<String, Secret> brought = new HashMap<>();
        callback.parameter("code").ifPresent(code -> brought.put("code", code));
        callback.parameter("state").ifPresent(state -> brought.put("callback state", state));
        return new ConnectPolicy(context, flight, flow, pending.operation(), () -> flow.complete(answer), brought);
    }

    /** Gets a token for the app alone. */
    static ConnectPolicy withoutPerson(
            EngineContext context, Flight flight, ConsentFlow flow, Operation intent, ConsentRequest request) {
        ConsentRequest guarded = request.guardedBy(longest -> flight.requireHeld());
        return new ConnectPolicy(context, flight, flow, intent, () -> flow.connect(guarded), Map.of());
    }

    @Override
    public Operation intent() {
        return intent;
    }

    @Override
    public Connected call(Attempt attempt) {
        return trade.get();
    }

    @Override
    public CallFailure.Meaning meaningOf(RuntimeException failure) {
        return failure instanceof ConsentException ? CallFailure.Meaning.NOTHING_DONE : CallFailure.meaningOf(failure);
    }

    @Override
    public Map<String, Secret> secrets(Operation operation) {
        Map<String, Secret> secrets = new HashMap<>(operation.details().secrets());
        secrets.putAll(brought);
        return secrets;
    }

    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        return PendingConsent.left(current, failure.cause());
    }

    /** What waited at the connection ends with the new intent, which has what was left of it. */
    @Override
    public AgentDocument opened(AgentDocument document) {
        SignIns.requireFree(document, intent.key());
        return ConnectionChanges.abandoned(document, intent.key());
    }

    /** A registration that the service no longer knows is not used for the next sign-in either. */
    @Override
    public AgentDocument failed(AgentDocument document, CallFailure failure) {
        return ConnectionChanges.forgettingApp(
                document, intent.key(), failure.cause(), context.clock().instant());
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Connected connected) {
        return ConnectionChanges.connected(
                document,
                credential(connected),
                flow.sharedFate(intent.key().service()),
                context.clock().instant());
    }

    @Override
    public AgentCredential recorded(AgentDocument written, Operation operation, Connected connected) {
        AgentCredential stored = written.matching(intent.key()).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .findFirst()
                .orElseThrow();
        return accepted(flight.agent().id(), stored, connected);
    }

    @Override
    public AgentCredential afterFailure(Operation operation, CallFailure failure) {
        if (failure.cause() instanceof ConsentException || failure.cause() instanceof ProviderException) {
            throw failure.cause();
        }
        throw failure.nothingDone()
                ? failure.cause()
                : new ProviderIndeterminateException("agent " + flight.agent().id() + ": " + intent.key()
                        + ": nobody knows whether the sign-in succeeded: begin again: " + failure.reason());
    }

    /** Returns the connection if the sign-in was as its account; the document says so already. */
    static AgentCredential accepted(AgentId agent, AgentCredential stored, Connected connected) {
        if (ConnectedCredential.accepts(stored, connected.accountKey())) {
            return stored;
        }
        String as = "agent " + agent + ": " + stored.key() + " is connected as "
                + ConnectedCredential.text(stored, MetadataKeys.CONNECTED_ACCOUNT);
        throw new ConsentException(
                ConsentException.Reason.OTHER_ACCOUNT,
                connected.accountKey().isEmpty()
                        ? as + ", and the service did not say whose the sign-in was: the connection stays as it is:"
                                + " sign in again"
                        : as + ", and the sign-in was as " + connected.accountLabel()
                                + ": sign in with the first account, or disconnect before connecting another");
    }

    private AgentCredential credential(Connected connected) {
        CredentialKey key = intent.key();
        return ConnectedCredential.of(
                key, connected, intent.details().tag(), context.clock().instant());
    }
}
