package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.connect.DeviceConsent;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.LostOperationException;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.DeviceStart;
import io.meepa.credentials.spi.provider.ConsentFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sign-ins on another device. Of all who wait, one polls, under the lock of the agent's sign-ins. */
final class DeviceSignIns {

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;
    private final ConnectionServices services;

    DeviceSignIns(EngineContext context, AgentChoice agent, AgentVault vault, ConnectionServices services) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.services = services;
    }

    DeviceConsent begin(ConnectRequest request) {
        CredentialKey key = ConnectionServices.key(request);
        ConsentFlow flow = services.required(request.service());
        AgentDocument before = vault.read();
        SignIns.requireFree(before, key);
        Instant asked = context.clock().instant();
        DeviceStart start = flow.beginOnDevice(ConsentRequest.of(agent.id(), request.service(), Secret.of(""))
                .asking(SignIns.scopes(before, key, request.scopes())));
        Instant until = asked.plus(start.lifetime());
        Instant firstPoll = asked.plus(start.firstWait());
        vault.update(document -> {
            SignIns.requireFree(document, key);
            return ConnectionChanges.abandoned(document, key)
                    .withOperation(SignIns.intent(
                            context, agent, key, PendingConsent.onDevice(until, firstPoll, start.kept())));
        });
        DeviceConsent consent = DeviceConsent.of(key, start.userCode(), start.verificationUri(), until);
        return start.complete().map(consent::completeAt).orElse(consent);
    }

    Connection await(CredentialKey key, Instant deadline) {
        CredentialKey exact = ConnectionServices.exact(key);
        while (true) {
            Optional<Connection> ended = turn(exact, deadline);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    /** One turn: waits until the next poll is due, polls, records. Returns the connection once waiting has ended. */
    private Optional<Connection> turn(CredentialKey key, Instant deadline) {
        Duration left = Duration.between(context.clock().instant(), deadline);
        try (Flight flight = vault.flight(agent, SignIns.LOCK, left.isNegative() ? Duration.ZERO : left)) {
            AgentDocument document = vault.read();
            Optional<PendingConsent> pending = PendingConsent.of(document, key).filter(PendingConsent::onDevice);
            if (pending.isEmpty()) {
                return Optional.of(connected(document, key));
            }
            Instant next = pending.get().nextPoll();
            if (next.isAfter(deadline)) {
                return Optional.of(view(document).pending(pending.get()));
            }
            sleepUntil(next);
            return polled(flight, pending.get());
        } catch (LostOperationException e) {
            return Optional.empty(); // Another run polled meanwhile, or the sign-in was abandoned: look again.
        }
    }

    private Optional<Connection> polled(Flight flight, PendingConsent pending) {
        if (pending.over(context.clock().instant())) {
            flight.update(document -> ConnectionChanges.abandoned(document, pending.key()));
            throw new ConsentException(
                    ConsentException.Reason.EXPIRED,
                    "agent " + agent.id() + ": " + pending.key() + ": the code is dead");
        }
        ConsentFlow flow = services.required(pending.key().service());
        Optional<AgentCredential> connected = new RecordedCall<>(
                        context, flight, new DevicePolicy(context, flight, flow, pending))
                .retry(pending.operation());
        connected.ifPresent(credential -> context.events()
                .report(
                        agent.id(),
                        Kind.CONNECT,
                        Phase.SUCCEEDED,
                        credential.key().toString(),
                        ""));
        return connected.map(credential -> view(vault.read()).of(credential, services.tiedTo(credential)));
    }

    private Connection connected(AgentDocument document, CredentialKey key) {
        return document.matching(key).stream()
                .map(StoredCredential::credential)
                .filter(ConnectedCredential::is)
                .findFirst()
                .map(credential -> view(document).of(credential, List.of()))
                .orElseThrow(() -> new CredentialNotFoundException(
                        "agent " + agent.id() + ": nothing waits for a sign-in at " + key + ": begin one"));
    }

    private void sleepUntil(Instant moment) {
        Duration wait = Duration.between(context.clock().instant(), moment);
        if (wait.isNegative() || wait.isZero()) {
            return;
        }
        try {
            context.sleeper().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialLockedException(
                    "agent " + agent.id() + ": interrupted while waiting for a sign-in, which continues");
        }
    }

    private ConnectionView view(AgentDocument document) {
        return new ConnectionView(document, context.clock().instant(), services::isTriedAtEnd);
    }
}
