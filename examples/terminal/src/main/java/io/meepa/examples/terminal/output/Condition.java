package io.meepa.examples.terminal.output;

import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.MetadataKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Whether a credential can be used, and if not, why. */
public enum Condition {

    /** It can be used. */
    READY("ready"),
    /** A person has to act. */
    WAITING("waiting"),
    /** A person has to sign in again. */
    RECONNECT("reconnect"),
    /** Somebody switched it off. */
    SUSPENDED("suspended"),
    /** Its upstream has stopped accepting it. */
    EXPIRED("expired"),
    /** It could not be made. */
    FAILED("failed"),
    /** It is not asked for. */
    SKIPPED("skipped");

    private final String text;

    Condition(String text) {
        this.text = text;
    }

    /**
     * Returns what people read.
     *
     * @return one word
     */
    public String text() {
        return text;
    }

    /**
     * Judges a credential.
     *
     * @param credential the credential
     * @return the one thing that matters most
     */
    public static Condition of(CredentialSummary credential) {
        if (credential.status() instanceof CredentialStatus.Failed) {
            return FAILED;
        } else if (credential.suspended()) {
            return SUSPENDED;
        } else if (credential.metadata().text(MetadataKeys.RECONNECT_SINCE).isPresent()) {
            return RECONNECT;
        } else if (credential.status() == CredentialStatus.Settled.SKIPPED) {
            return SKIPPED;
        } else if (!credential.status().usable()) {
            return WAITING;
        }
        return hasEnded(credential) ? EXPIRED : READY;
    }

    /** A token that is renewed when it is used ends every hour. */
    private static boolean hasEnded(CredentialSummary credential) {
        boolean renewed = credential.metadata().text(MetadataKeys.REFRESHED_AT).isPresent();
        return !renewed
                && credential.metadata().text(MetadataKeys.EXPIRES_AT).stream().anyMatch(Condition::isPast);
    }

    private static boolean isPast(String moment) {
        try {
            return OffsetDateTime.parse(moment).toInstant().isBefore(Instant.now());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
