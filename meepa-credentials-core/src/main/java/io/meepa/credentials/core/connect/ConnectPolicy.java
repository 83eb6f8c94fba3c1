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
import io.meepa.credentials.spi.provider.ConsentFlow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Trades what a sign-in brought: one trade per sign-in, and the credential in the same write that ends the operation. A trade
 * that failed ends the sign-in too, for a code works once. A sign-in with another account than the connection's leaves the
 * connection as it is, and queues the new tokens to be taken back.
 */
final class ConnectPolicy implements CallPolicy<Connected, AgentCredential> {

    private final EngineContext context;
    private final Flight flight;
    private final ConsentFlow flow;
    private final PendingConsent pending;
    private final CallbackParameters callback;

    ConnectPolicy(
            EngineContext context,
            Flight flight,
            ConsentFlow flow,
            PendingConsent pending,
            CallbackParameters callback) {
        this.context = context;
        this.flight = flight;
        this.flow = flow;
        this.pending = pending;
        this.callback = callback;
    }

    @Override
    public Operation intent() {
        return pending.operation();
    }

    @Override
    public Connected call(Attempt attempt) {
        return flow.complete(ConsentAnswer.of(flight.agent().id(), pending.key().service(), pending.kept())
                .bringing(callback)
                .guardedBy(longest -> flight.requireHeld()));
    }

    @Override
    public CallFailure.Meaning meaningOf(RuntimeException failure) {
        return failure instanceof ConsentException ? CallFailure.Meaning.NOTHING_DONE : CallFailure.meaningOf(failure);
    }

    @Override
    public Map<String, Secret> secrets(Operation operation) {
        Map<String, Secret> secrets = new HashMap<>(operation.details().secrets());
        callback.parameter("code").ifPresent(code -> secrets.put("code", code));
        callback.parameter("state").ifPresent(state -> secrets.put("callback state", state));
        return secrets;
    }

    @Override
    public Optional<Operation> afterFailure(Attempt attempt, Operation current, CallFailure failure) {
        return Optional.empty();
    }

    @Override
    public AgentDocument outcome(AgentDocument document, Operation operation, Connected connected) {
        return ConnectionChanges.connected(
                document,
                credential(connected),
                flow.sharedFate(pending.key().service()),
                context.clock().instant());
    }

    @Override
    public AgentCredential recorded(AgentDocument written, Operation operation, Connected connected) {
        AgentCredential stored = written.matching(pending.key()).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .findFirst()
                .orElseThrow();
        if (!ConnectedCredential.text(stored, MetadataKeys.CONNECTED_ACCOUNT_KEY)
                .equals(connected.accountKey())) {
            throw otherAccount(flight.agent().id(), stored, connected.accountLabel());
        }
        return stored;
    }

    @Override
    public AgentCredential afterFailure(Operation operation, CallFailure failure) {
        if (failure.cause() instanceof ConsentException || failure.cause() instanceof ProviderException) {
            throw failure.cause();
        }
        throw failure.nothingDone()
                ? failure.cause()
                : new ProviderIndeterminateException("agent " + flight.agent().id() + ": " + pending.key()
                        + ": nobody knows whether the sign-in succeeded: begin again: " + failure.reason());
    }

    static ConsentException otherAccount(AgentId agent, AgentCredential stored, String label) {
        return new ConsentException(
                ConsentException.Reason.OTHER_ACCOUNT,
                "agent " + agent + ": " + stored.key() + " is connected as "
                        + ConnectedCredential.text(stored, MetadataKeys.CONNECTED_ACCOUNT) + ", and the sign-in was as "
                        + label + ": sign in with the first account, or disconnect before connecting another");
    }

    private AgentCredential credential(Connected connected) {
        CredentialKey key = pending.key();
        return ConnectedCredential.of(
                key,
                connected,
                pending.operation().details().tag(),
                context.clock().instant());
    }
}
