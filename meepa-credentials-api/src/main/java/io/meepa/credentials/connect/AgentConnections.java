package io.meepa.credentials.connect;

import io.meepa.credentials.model.CredentialKey;
import java.time.Duration;
import java.util.List;

/**
 * The connections of one agent. A connection is a managed credential of the category {@code token}: tokens come from
 * {@code tokens().get(key)} and from grants, like any other.
 *
 * <pre>{@code
 * // A person asks to connect the agent; the host knows the person's session.
 * SessionBinding binding = SessionBinding.of(session.getId(), user.getId());
 * Consent consent = connections.begin(ConnectRequest.to("github").redirectingTo(callback), binding);
 * redirect(consent.address());
 *
 * // The browser comes back to the callback, within the same session.
 * Connection connection = connections.complete(CallbackParameters.ofQuery(request.getQueryString()), binding);
 * }</pre>
 *
 * <p>Thread-safe. Listing and abandoning make no call to the service; beginning makes one only where the service
 * has to be asked where people sign in, as MCP servers have.
 */
public interface AgentConnections {

    /**
     * Starts a sign-in. What is needed to complete it is durable and encrypted when this returns; an earlier sign-in of the
     * same connection that nobody completed is dropped.
     *
     * @param request which service, and what to ask for
     * @param binding the host's session in which the person acts
     * @return the address to open
     * @throws io.meepa.credentials.error.ConfigurationException if the agent may not ask for the service, or the app is not
     *     set up
     * @throws io.meepa.credentials.error.CredentialAlreadyExistsException if an own credential stands at the address
     */
    Consent begin(ConnectRequest request, SessionBinding binding);

    /**
     * Completes a sign-in with what the browser brought back. Works once per sign-in, over all processes that share a store.
     *
     * @param callback the callback's parameters
     * @param binding the host's session in which the browser came back
     * @return the connection
     * @throws io.meepa.credentials.connect.ConsentException if there is no such sign-in of this agent, it is over or used, the
     *     session is another, the person said no, or signed in with another account than before
     * @throws io.meepa.credentials.error.ProviderException if the service refused the code or cannot be asked; the sign-in is
     *     over then, for a code works once
     */
    Connection complete(CallbackParameters callback, SessionBinding binding);

    /**
     * Connects the agent without a person, at a service that gives tokens to an app alone: by the app's own credentials, or
     * by an assertion signed with its key. What was connected so before is replaced.
     *
     * @param request the service, the connection's name, and further scopes
     * @return the connection
     * @throws io.meepa.credentials.error.ConfigurationException if the agent may not be connected to the service, or the app is
     *     not set up
     * @throws io.meepa.credentials.error.CredentialAlreadyExistsException if an own credential has the address
     * @throws io.meepa.credentials.error.ProviderUnsupportedException if the service needs a person
     * @throws io.meepa.credentials.error.ProviderException if the service refuses or cannot be asked
     */
    Connection connect(ConnectRequest request);

    /**
     * Starts a sign-in on another device. Asks the service for a code.
     *
     * @param request which service, and what to ask for
     * @return what the person types, and where
     * @throws io.meepa.credentials.error.ProviderException if the service has no such sign-in or cannot be asked
     */
    DeviceConsent beginOnDevice(ConnectRequest request);

    /**
     * Waits until a person confirmed on another device. Of several callers, in this process and others, one asks the service.
     *
     * @param key the connection
     * @param maxWait how long to wait at most
     * @return the connection, pending still if the time was not enough
     * @throws io.meepa.credentials.connect.ConsentException if the person said no, or the code is dead
     */
    Connection await(CredentialKey key, Duration maxWait);

    /**
     * Returns the connections, sign-ins that are under way, and services that the agent may be connected to. Holds no value.
     *
     * @return one per connection, and one per service without
     */
    List<Connection> list();

    /**
     * Ends a connection: its tokens are gone here at once and are taken back at the service, now or by the queue. Where
     * taking back would end connections of other agents, they stay alive at the service, and the answer names the agents.
     *
     * @param key the connection
     * @return what came of it
     * @throws io.meepa.credentials.error.CredentialNotFoundException if there is no such connection
     */
    Disconnection disconnect(CredentialKey key);

    /**
     * Drops a sign-in that is under way. Does nothing if there is none.
     *
     * @param key the connection
     */
    void abandon(CredentialKey key);
}
