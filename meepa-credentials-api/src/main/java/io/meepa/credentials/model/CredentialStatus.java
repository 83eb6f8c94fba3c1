package io.meepa.credentials.model;

import java.util.Arrays;
import java.util.Optional;

/** The lifecycle state of a credential. In the document: one of five strings, or <code>{"failed": reason}</code>. */
public sealed interface CredentialStatus {

    /**
     * Returns whether the credential's values may be handed to a tool.
     *
     * @return true for {@link Settled#PROVISIONED} and {@link Settled#EXISTING}
     */
    default boolean usable() {
        return this == Settled.PROVISIONED || this == Settled.EXISTING;
    }

    /** The statuses that are a plain string. */
    enum Settled implements CredentialStatus {
        /** Created by the run that stored it. */
        PROVISIONED("provisioned"),
        /** Was there already and was reused, or was supplied by an operator. */
        EXISTING("existing"),
        /** Waits for a person, for instance to activate a SIM card. */
        PENDING_MANUAL("pending_manual"),
        /** The agent is signing up for it. */
        PENDING_SIGNUP("pending_signup"),
        /** Not configured or disabled. */
        SKIPPED("skipped");

        private final String wireName;

        Settled(String wireName) {
            this.wireName = wireName;
        }

        /**
         * Returns the name in the document.
         *
         * @return the name
         */
        public String wireName() {
            return wireName;
        }

        /**
         * Finds the status of a name.
         *
         * @param wireName the name in the document
         * @return the status, or empty if the name is unknown
         */
        public static Optional<Settled> ofWireName(String wireName) {
            return Arrays.stream(values())
                    .filter(status -> status.wireName.equals(wireName))
                    .findFirst();
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    /**
     * Provisioning failed; the next run tries again.
     *
     * @param reason what an operator reads: scrubbed of secrets, at most {@value #LONGEST_REASON} characters
     */
    record Failed(String reason) implements CredentialStatus {

        /** The longest reason kept, in characters. */
        public static final int LONGEST_REASON = 500;

        /** Cuts a longer reason. */
        public Failed {
            reason = reason.length() <= LONGEST_REASON ? reason : beginning(reason) + "…";
        }

        @Override
        public String toString() {
            return "failed: " + reason;
        }

        /** Cuts before a surrogate pair, not through it: half of one cannot be written as UTF-8. */
        private static String beginning(String reason) {
            int end = LONGEST_REASON - 1;
            return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end);
        }
    }
}
