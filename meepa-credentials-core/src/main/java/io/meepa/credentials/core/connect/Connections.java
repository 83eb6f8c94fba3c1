package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.DeviceConsent;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.RevocationQueue;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One agent's connections. Each method is one use case; the classes beside this one do the work. */
public final class Connections implements AgentConnections {

    /** No sign-in lives so long. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final EngineContext context;
    private final AgentChoice agent;
    private final AgentVault vault;
    private final ConnectionServices services;
    private final SignIns signIns;
    private final DeviceSignIns devices;
    private final Disconnecting disconnecting;

    /** Creates the connections of one agent. */
    public Connections(
            EngineContext context, AgentChoice agent, AgentVault vault, RevocationQueue queue, ConnectionPeers peers) {
        this.context = context;
        this.agent = agent;
        this.vault = vault;
        this.services = new ConnectionServices(context, agent.id(), peers);
        this.signIns = new SignIns(context, agent, vault, services);
        this.devices = new DeviceSignIns(context, agent, vault, services);
        this.disconnecting = new Disconnecting(context, agent, vault, services, queue);
    }

    @Override
    public Consent begin(ConnectRequest request, SessionBinding binding) {
        CredentialKey key = ConnectionServices.key(request);
        return context.events()
                .around(agent.id(), Kind.CONNECT_BEGIN, key.toString(), () -> signIns.begin(request, binding));
    }

    @Override
    public Connection complete(CallbackParameters callback, SessionBinding binding) {
        return context.events().around(agent.id(), Kind.CONNECT, "sign-in", () -> {
            AgentCredential connected = signIns.complete(callback, binding);
            return view(vault.read()).of(connected, services.tiedTo(connected));
        });
    }

    @Override
    public Connection connect(ConnectRequest request) {
        CredentialKey key = ConnectionServices.key(request);
        return context.events().around(agent.id(), Kind.CONNECT, key.toString(), () -> {
            AgentCredential connected = signIns.connect(request);
            return view(vault.read()).of(connected, services.tiedTo(connected));
        });
    }

    @Override
    public DeviceConsent beginOnDevice(ConnectRequest request) {
        CredentialKey key = ConnectionServices.key(request);
        return context.events().around(agent.id(), Kind.CONNECT_BEGIN, key.toString(), () -> devices.begin(request));
    }

    @Override
    public Connection await(CredentialKey key, Duration maxWait) {
        ConnectionServices.requireToken(key);
        Duration wait = maxWait.compareTo(FOR_EVER) > 0 ? FOR_EVER : maxWait;
        Instant deadline = context.clock().instant().plus(wait);
        return devices.await(key, deadline);
    }

    @Override
    public List<Connection> list() {
        AgentDocument document = vault.read();
        return view(document).all(services.allowed(), services::tiedTo);
    }

    @Override
    public Disconnection disconnect(CredentialKey key) {
        ConnectionServices.requireToken(key);
        return context.events()
                .around(agent.id(), Kind.DISCONNECT, key.toString(), () -> disconnecting.disconnect(key));
    }

    @Override
    public void abandon(CredentialKey key) {
        ConnectionServices.requireToken(key);
        CredentialKey exact = ConnectionServices.exact(key);
        vault.update(document -> ConnectionChanges.abandoned(document, exact));
    }

    private ConnectionView view(AgentDocument document) {
        return new ConnectionView(document, context.clock().instant(), services::isTriedAtEnd);
    }
}
