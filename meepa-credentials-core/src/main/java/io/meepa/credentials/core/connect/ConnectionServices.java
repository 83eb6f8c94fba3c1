package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.SharedFate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The services that one agent may be connected to, and with whom it would share a disposition there. */
final class ConnectionServices {

    private final EngineContext context;
    private final AgentId agent;
    private final ConnectionPeers peers;

    ConnectionServices(EngineContext context, AgentId agent, ConnectionPeers peers) {
        this.context = context;
        this.agent = agent;
        this.peers = peers;
    }

    /** Returns the exact address of the connection that is asked for. */
    static CredentialKey key(ConnectRequest request) {
        return CredentialKey.of(Category.TOKEN, request.service()).named(request.name());
    }

    /** Returns an address with a name, the usual one if it has none. */
    static CredentialKey exact(CredentialKey key) {
        return key.name().isPresent() ? key : key.named(ConnectRequest.USUAL_NAME);
    }

    static void requireToken(CredentialKey key) {
        if (!key.category().equals(Category.TOKEN)) {
            throw new IllegalArgumentException(
                    key + " is no address of a connection: use the category " + Category.TOKEN);
        }
    }

    /** Returns the services that the agent may be connected to. */
    Set<String> allowed() {
        return flow().map(flow -> flow.services(agent)).orElse(Set.of());
    }

    /**
     * Returns how the agent is connected to a service.
     *
     * @throws ConfigurationException if it may not be
     */
    ConsentFlow required(String service) {
        ConsentFlow flow = flow().orElseThrow(() -> new ConfigurationException(
                "no provider is configured that connects agents: set credentials.connections.provider"));
        Set<String> allowed = flow.services(agent);
        if (!allowed.contains(service)) {
            throw new ConfigurationException("agent " + agent + " may not be connected to " + service
                    + "; its configuration allows " + (allowed.isEmpty() ? "no service" : new TreeSet<>(allowed)));
        }
        return flow;
    }

    /** Returns what connections share at a service; nothing where nobody knows it any more. */
    SharedFate disposition(String service) {
        return flow().map(flow -> flow.sharedFate(service)).orElse(SharedFate.NONE);
    }

    /** Returns the other agents whose connection is of the same person and app, where the service ties them. */
    List<AgentId> tiedTo(AgentCredential connection) {
        return disposition(connection.service()).tied()
                ? peers.having(agent, other -> ConnectedCredential.maybeSameAccount(connection, other))
                : List.of();
    }

    /** Returns the other agents that are connected to a service that ties sign-ins. */
    List<AgentId> tiedAt(String service) {
        return disposition(service).tied()
                ? peers.having(agent, other -> other.service().equals(service) && ConnectedCredential.is(other))
                : List.of();
    }

    /** Returns whether a refresh token that may be spent is sent once more when the access token has ended. */
    boolean isTriedAtEnd(AgentCredential connection) {
        return context.providers()
                .serving(connection.category(), connection.service())
                .flatMap(ProviderBinding::opened)
                .flatMap(opened -> opened.issuer().refresh())
                .map(refresh -> refresh.repetition(RefreshRequest.of(agent, connection)))
                .filter(Repetition::onceAtEnd)
                .isPresent();
    }

    private Optional<ConsentFlow> flow() {
        return context.providers().connecting();
    }
}
