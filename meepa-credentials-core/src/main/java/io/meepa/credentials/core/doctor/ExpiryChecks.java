package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.document.Attempts;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Finds what its upstream stops accepting soon, or has stopped accepting.
 *
 * @param now the current time
 * @param ahead how long before its end a credential is reported
 */
record ExpiryChecks(Instant now, Duration ahead) {

    Optional<Finding> finding(AgentId agent, AgentCredential credential) {
        return credential.status().usable()
                ? end(credential)
                        .filter(end -> !now.isBefore(end.minus(ahead)))
                        .map(end -> finding(agent, credential, end))
                : Optional.empty();
    }

    /** Returns whether an operation is meant to wait: it never failed, and it is not time yet. */
    boolean waits(Operation operation) {
        Attempts attempts = operation.details().attempts();
        return attempts.count() == 0 && !attempts.due(now);
    }

    private Finding finding(AgentId agent, AgentCredential credential, Instant end) {
        boolean ended = !now.isBefore(end);
        String subject = credential.key().toString();
        String message = subject + (ended ? " ended at " : " ends at ") + end + ": " + remedy(credential);
        return (ended ? DoctorFindingCode.EXPIRED_CREDENTIAL : DoctorFindingCode.EXPIRING_CREDENTIAL)
                .finding(agent, subject, message);
    }

    /** An access token that can be renewed ends every hour, and nobody has to care. */
    private static Optional<Instant> end(AgentCredential credential) {
        if (new ManagedCredential(credential).isConnection()) {
            return credential.metadata().text(MetadataKeys.REFRESH_EXPIRES_AT).flatMap(ExpiryChecks::parsed);
        }
        boolean renewedWhenUsed = credential.category().equals(Category.TOKEN)
                && (credential.managed()
                        || credential.item(ItemKeys.REFRESH_TOKEN).isPresent());
        return renewedWhenUsed ? Optional.empty() : Lifetime.of(credential).expiresAt();
    }

    private static String remedy(AgentCredential credential) {
        if (new ManagedCredential(credential).isConnection()) {
            return "let the person sign in again";
        }
        return credential.managed()
                ? "provision the agent, which renews it where its provider can. If the new one ends no later, the"
                        + " organisation's own key ends then: make a new one of that first"
                : "replace it with a new one";
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
