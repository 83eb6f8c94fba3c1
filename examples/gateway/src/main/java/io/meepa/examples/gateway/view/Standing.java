package io.meepa.examples.gateway.view;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator wants to know of a credential first: whether it can be used, and if not, why. The stored status says how it
 * came about, and stays as it was when the credential is suspended or ends.
 *
 * @param state one word
 * @param reason why, for people; may be empty
 */
public record Standing(State state, String reason) {

    private static final Duration SOON = Duration.ofDays(14);

    /** Whether it can be used. */
    public enum State {
        OK,
        EXPIRING,
        WAITING,
        SKIPPED,
        SUSPENDED,
        EXPIRED,
        REJECTED,
        RECONNECT,
        FAILED;

        /**
         * Returns the state as the API spells it.
         *
         * @return its name in lower case
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns whether an operator should look at it.
     *
     * @return whether it cannot be used, or soon will not be
     */
    public boolean attention() {
        return state != State.OK && state != State.SKIPPED;
    }

    /**
     * Returns where a credential stands.
     *
     * @param summary the credential
     * @param now the current time
     * @return its state, and why
     */
    public static Standing of(CredentialSummary summary, Instant now) {
        if (summary.status() instanceof CredentialStatus.Failed failed) {
            return new Standing(State.FAILED, failed.reason());
        }
        if (summary.suspended()) {
            return new Standing(
                    State.SUSPENDED,
                    "suspended since "
                            + text(summary, MetadataKeys.SUSPENDED_SINCE).orElse(""));
        }
        if (summary.status() == CredentialStatus.Settled.PENDING_MANUAL) {
            return new Standing(State.WAITING, "");
        }
        if (summary.status() == CredentialStatus.Settled.PENDING_SIGNUP) {
            return new Standing(State.WAITING, "the agent is signing up by itself");
        }
        return summary.status().usable() ? inUse(summary, now) : new Standing(State.SKIPPED, "");
    }

    private static Standing inUse(CredentialSummary summary, Instant now) {
        Optional<String> reconnect = text(summary, MetadataKeys.RECONNECT_SINCE);
        if (reconnect.isPresent()) {
            return new Standing(
                    State.RECONNECT,
                    text(summary, MetadataKeys.RECONNECT_REASON).orElse("a person has to sign in again"));
        }
        Optional<String> rejected = text(summary, MetadataKeys.REJECTED_AT);
        if (rejected.isPresent()) {
            return new Standing(State.REJECTED, "its service refused it at " + rejected.get());
        }
        return end(summary)
                .filter(end -> !now.isBefore(end.minus(SOON)))
                .map(end -> now.isBefore(end)
                        ? new Standing(State.EXPIRING, "ends at " + end)
                        : new Standing(State.EXPIRED, "ended at " + end))
                .orElse(new Standing(State.OK, ""));
    }

    /** An access token that can be renewed ends every hour, and no operator has to act. */
    private static Optional<Instant> end(CredentialSummary summary) {
        boolean renewed = summary.category().equals(Category.TOKEN)
                && (summary.kind() == CredentialKind.MANAGED
                        || summary.items().stream().anyMatch(item -> item.key().equals(ItemKeys.REFRESH_TOKEN)));
        return text(summary, renewed ? MetadataKeys.REFRESH_EXPIRES_AT : MetadataKeys.EXPIRES_AT)
                .flatMap(Standing::time);
    }

    private static Optional<String> text(CredentialSummary summary, String key) {
        return summary.metadata().text(key);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
