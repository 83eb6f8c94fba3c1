package io.meepa.credentials.connect;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection of an agent, or a service that it may be connected to. Holds no value.
 *
 * @param key its address
 * @param state where it stands
 * @param account whose it is at the service, for people
 * @param granted the scopes that were granted
 * @param missing the scopes that were asked for and not granted
 * @param expiresAt when its access token ends, if that is known
 * @param reason why it needs a person, for people; empty if it does not
 * @param tiedTo other agents whose connection shares its fate at the service
 */
public record Connection(
        CredentialKey key,
        State state,
        Optional<String> account,
        Set<String> granted,
        Set<String> missing,
        Optional<Instant> expiresAt,
        String reason,
        List<AgentId> tiedTo) {

    /** Copies the collections. */
    public Connection {
        granted = Set.copyOf(granted);
        missing = Set.copyOf(missing);
        tiedTo = List.copyOf(tiedTo);
    }

    /** Where a connection stands. */
    public enum State {
        /** A sign-in waits for a person. */
        PENDING,
        /** It works. */
        ACTIVE,
        /** It works, and the person granted less than was asked for. */
        PARTIAL,
        /** A person has to sign in again. */
        RECONNECT_NEEDED,
        /** It is gone here, and waits to be taken back at the service. */
        DISCONNECTING,
        /** There is none. */
        DISCONNECTED
    }
}
