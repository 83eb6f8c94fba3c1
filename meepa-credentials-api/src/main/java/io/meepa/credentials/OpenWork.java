package io.meepa.credentials;

import java.time.Instant;
import java.util.Optional;

/**
 * An operation on record that has not ended. Holds no value.
 *
 * @param operation its id, for {@link AgentCredentials#forget(String)}
 * @param kind what it does
 * @param standing whether a run may go on with it
 * @param key the credential's address
 * @param since when it was put on record
 * @param attempts how often it was tried
 * @param due when it is tried again, or empty if the next run tries it
 * @param reason why the last attempt did not end it, scrubbed; may be empty
 */
public record OpenWork(
        String operation,
        Kind kind,
        Standing standing,
        CredentialKey key,
        Instant since,
        int attempts,
        Optional<Instant> due,
        String reason) {

    /** What an operation does. */
    public enum Kind {
        /** Creates a resource. */
        CREATE,
        /** Makes a new secret beside the one in use. */
        ROTATE,
        /** Takes the secret back that a rotation replaced. */
        RETIRE,
        /** Takes a resource back. */
        REVOKE,
        /** Renews a token. */
        REFRESH,
        /** Switches a resource off for now. */
        SUSPEND,
        /** Switches a resource on again. */
        RESUME
    }

    /** Whether a run may go on. */
    public enum Standing {
        /** The next run that it is due for goes on with it. */
        OPEN,
        /** Nobody knows whether the upstream acted and nobody can look: forget it or deprovision. */
        INDETERMINATE,
        /** Its provider cannot take it back: it stays alive and on record until it is forgotten. */
        IRREVOCABLE
    }
}
