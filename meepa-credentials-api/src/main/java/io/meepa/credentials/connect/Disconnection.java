package io.meepa.credentials.connect;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * How a connection ended.
 *
 * @param key the connection
 * @param end what came of its tokens at the service
 * @param detail more, for people; may be empty
 * @param tiedTo other agents whose connection shares its fate at the service
 * @param evidence what taking the tokens back was based on, if they were
 */
public record Disconnection(
        CredentialKey key, End end, String detail, List<AgentId> tiedTo, Optional<Evidence> evidence) {

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
