package io.meepa.credentials.spi.provider;

import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import java.util.Set;

/**
 * Connects agents to services by a person's sign-in. The engine keeps what a sign-in needs between its two halves, encrypted;
 * checks the state, the session, the time and the account; and calls {@link #complete} once per sign-in.
 *
 * <p><b>Threads.</b> As the issuer's.
 *
 * <p><b>Failure.</b> As the issuer's. After a failed {@link #complete} the sign-in is over, for a code works once; after a
 * failed {@link #poll} it continues, unless a {@link io.meepa.credentials.connect.ConsentException} says that it ended.
 */
public interface ConsentFlow {

    /**
     * Returns all services that are configured.
     *
     * @return the services
     */
    Set<String> services();

    /**
     * Returns the services that an agent may be connected to.
     *
     * @param agent the agent
     * @return the services
     */
    Set<String> services(AgentId agent);

    /**
     * Returns what connections of one person through one app share at a service.
     *
     * @param service the service
     * @return what they share
     */
    SharedFate sharedFate(String service);

    /**
     * Returns whether beginning a sign-in may create something at the service: a registration of the app. The engine then
     * begins one sign-in of an agent at a time, so that what the first created is known to the second.
     *
     * @param service the service
     * @return whether it may
     * @implSpec it creates nothing
     */
    default boolean registers(String service) {
        return false;
    }

    /**
     * Returns whether a service may give tokens without a person. Where it does not, asking for one leaves a sign-in that is
     * under way as it is.
     *
     * @param service the service
     * @return whether it may
     * @implSpec it may: {@link #connect} decides
     */
    default boolean withoutPerson(String service) {
        return true;
    }

    /**
     * Creates the address for a person's browser. Makes no call that creates anything, unless {@link #registers} says so;
     * what it creates is recorded at {@link ConsentRequest#checkpoint} before the next call, is part of what it returns, and is
     * looked for in {@link ConsentRequest#earlier} before.
     *
     * @param request what is asked for
     * @return the address, and what completing needs
     * @throws io.meepa.credentials.error.ConfigurationException if the app is not set up, or the request does not fit it
     */
    ConsentStart begin(ConsentRequest request);

    /**
     * Trades what the browser brought back, with one trade.
     *
     * @param answer the callback, and what {@link #begin} returned
     * @return the connection
     * @throws io.meepa.credentials.connect.ConsentException if the answer is a refusal, or comes from another server
     * @throws io.meepa.credentials.error.ProviderException if the trade failed
     */
    Connected complete(ConsentAnswer answer);

    /**
     * Gets a token for the app alone, without a person. It may be repeated: a token that nobody recorded is the app's own.
     *
     * @param request what is asked for
     * @return the connection, with {@link io.meepa.credentials.model.MetadataKeys#GRANTED_BY} in its metadata
     * @throws io.meepa.credentials.error.ProviderUnsupportedException if the service has no such grant
     * @throws io.meepa.credentials.error.ProviderException if the service refuses or cannot be asked
     */
    default Connected connect(ConsentRequest request) {
        throw new ProviderUnsupportedException(request.service() + " needs a person: begin a sign-in");
    }

    /**
     * Asks a service for a code that a person confirms on another device.
     *
     * @param request what is asked for
     * @return the codes
     * @throws io.meepa.credentials.error.ProviderUnsupportedException if the service has no such sign-in
     * @throws io.meepa.credentials.error.ProviderException if it cannot be asked
     */
    DeviceStart beginOnDevice(ConsentRequest request);

    /**
     * Asks once whether a person has confirmed.
     *
     * @param answer what {@link #beginOnDevice}, or the last poll, returned; its callback is empty
     * @return the connection, or when to ask again
     * @throws io.meepa.credentials.connect.ConsentException if the person said no, or the code is dead
     * @throws io.meepa.credentials.error.ProviderException if it cannot be asked
     */
    DevicePoll poll(ConsentAnswer answer);
}
