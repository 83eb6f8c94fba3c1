package io.meepa.credentials.connect;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;

/**
 * How a connection ended.
 *
 * @param key the connection
 * @param end what came of its tokens at the service
 * @param detail more, for people; may be empty
 * @param tiedTo other agents whose connection shares its fate at the service
 */
public record Disconnection(CredentialKey key, End end, String detail, List<AgentId> tiedTo) {

    /** Copies the agents. */
    public Disconnection {
        tiedTo = List.copyOf(tiedTo);
    }

    /** What came of the tokens at the service. */
    public enum End {
        /** They work no more. */
        REVOKED,
        /** They are taken back by the next run. */
        QUEUED,
        /** The service has no way to take them back: a person can, in the account's settings. */
        UNSUPPORTED,
        /** They were left alive, because other agents depend on them. */
        LEFT_ALIVE
    }
}
