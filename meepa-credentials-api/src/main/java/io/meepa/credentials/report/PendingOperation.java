package io.meepa.credentials.report;

import io.meepa.credentials.model.CredentialKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An operation on record that has not ended. Holds no value.
 *
 * @param operation its id, for forgetting it
 * @param kind what it does
 * @param standing whether a run may go on with it
 * @param key the credential's address
 * @param since when it was put on record
 * @param attempts how often it was tried
 * @param due when it is tried again, or empty if the next run tries it
 * @param reason why the last attempt did not end it, scrubbed; may be empty
 */
public record PendingOperation(
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
        /** Creates a new secret beside the one in use. */
        ROTATE,
        /** Takes the secret back that a rotation replaced. */
        RETIRE,
        /** Takes a resource back. */
        REVOKE,
        /** Waits for a person to sign in. */
        CONNECT,
        /** Renews a token. */
        REFRESH,
        /** Switches a resource off for now. */
        SUSPEND,
        /** Switches a resource on again. */
        RESUME,
        /** What only a newer version knows: shown, and left to that version. */
        UNKNOWN;

        /**
         * Returns the name in documents and events.
         *
         * @return the name in lower case
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a run may go on. */
    public enum Standing {
        /** The next run that it is due for continues with it. */
        OPEN,
        /** It is unknown whether the upstream acted, and the provider cannot look: forget it or deprovision. */
        INDETERMINATE,
        /** Its provider cannot take it back: it stays alive and on record until it is forgotten. */
        IRREVOCABLE,
        /** Only a newer version knows: shown, and left to that version. */
        UNKNOWN
    }
}
