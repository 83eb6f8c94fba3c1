package io.meepa.credentials.event;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to an agent's credentials. Carries names, never values.
 *
 * @param at when, by the manager's clock
 * @param agent whose
 * @param kind what
 * @param phase whether it begins or how it ended
 * @param subject the credential's address or the store's, for people and logs
 * @param detail more, scrubbed; may be empty
 * @param evidence what a step that cannot be undone is based on, at its end; empty of all others
 */
public record CredentialEvent(
        Instant at, AgentId agent, Kind kind, Phase phase, String subject, String detail, Optional<Evidence> evidence) {

    /**
     * Creates an event that is based on nothing but itself.
     *
     * @param at when, by the manager's clock
     * @param agent whose
     * @param kind what
     * @param phase whether it begins or how it ended
     * @param subject the credential's address or the store's, for people and logs
     * @param detail more, scrubbed; may be empty
     */
    public CredentialEvent(Instant at, AgentId agent, Kind kind, Phase phase, String subject, String detail) {
        this(at, agent, kind, phase, subject, detail, Optional.empty());
    }

    /** What happened. */
    public enum Kind {
        /** A category was provisioned. */
        PROVISION,
        /** A credential was added. */
        ADD,
        /** A credential was replaced. */
        REPLACE,
        /** A credential was removed. */
        REMOVE,
        /** An agent began to sign up, and was handed the password. */
        SIGNUP_BEGIN,
        /** A sign-up was completed. */
        SIGNUP_COMPLETE,
        /** A sign-up was abandoned. */
        SIGNUP_ABANDON,
        /** A person filled in what a credential waited for. */
        FULFIL,
        /** A credential was returned with its secrets. */
        REVEAL,
        /** The granted environment was returned. */
        INJECT,
        /** A credential was revoked upstream. */
        REVOKE,
        /** A credential's secret was renewed. */
        ROTATE,
        /** A token was renewed. */
        REFRESH,
        /** A caller reported that an upstream rejected a token. */
        REJECT,
        /** A sign-in at a service began. */
        CONNECT_BEGIN,
        /** A sign-in at a service ended with a connection. */
        CONNECT,
        /** A person has to sign in again. */
        RECONNECT_NEEDED,
        /** A connection was ended. */
        DISCONNECT,
        /** A credential was switched off for now. */
        SUSPEND,
        /** A suspended credential was switched on again. */
        RESUME,
        /** What is asked for, stored and upstream was compared, and put right if asked. */
        RECONCILE,
        /** A person had a managed credential or an operation deleted from the record, whatever is upstream. */
        FORGET,
        /** An agent's credentials were taken away. */
        DEPROVISION,
        /** The document was given a new data key. */
        REKEY,
        /** The store noticed something an operator should know. */
        STORE_NOTICE
    }

    /** Where in its course an event stands. */
    public enum Phase {
        /** About to happen. */
        BEGUN,
        /** Happened. */
        SUCCEEDED,
        /** Did not happen. */
        FAILED,
        /** Neither: a remark. */
        NOTED
    }
}
