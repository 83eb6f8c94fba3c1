package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An intent to register the app, on record while no answer is.
 *
 * @param issuer where
 * @param since when the first of these attempts began
 * @param attempts how many began, this one included
 */
record RegistrationIntent(String issuer, Instant since, int attempts) {

    /** So many registrations may be lost within a period. */
    static final int MOST_UNANSWERED = 3;

    private static final Duration PERIOD = Duration.ofDays(1);

    /** Returns the next intent, after what an earlier run left. */
    static RegistrationIntent after(Optional<RegistrationIntent> left, String issuer, Instant now) {
        return left.filter(before -> before.issuer.equals(issuer) && before.holds(now))
                .map(before -> new RegistrationIntent(issuer, before.since, before.attempts + 1))
                .orElseGet(() -> new RegistrationIntent(issuer, now, 1));
    }

    /** Reads what was kept; what cannot be read counts as an attempt that began long ago. */
    static RegistrationIntent read(Secret kept) {
        AnswerNode node = kept.withBytes(bytes -> AnswerReader.strict().readJson(bytes.clone()))
                .orElseGet(AnswerNode::absent);
        try (node) {
            return new RegistrationIntent(
                    node.field("issuer").clear(),
                    Instant.parse(node.field("since").clear()),
                    Integer.parseInt(node.field("attempts").clear()));
        } catch (DateTimeException | NumberFormatException e) {
            return new RegistrationIntent("", Instant.EPOCH, 1);
        }
    }

    /** Returns the text to keep. */
    Secret kept() {
        return Secret.wrap(Fields.none()
                .with("issuer", issuer)
                .with("since", since.toString())
                .with("attempts", String.valueOf(attempts))
                .json());
    }

    boolean tooMany() {
        return attempts > MOST_UNANSWERED;
    }

    Instant until() {
        return since.plus(PERIOD);
    }

    /** A clock that was put back does not hold anything up for longer than the period. */
    private boolean holds(Instant now) {
        return now.isBefore(until()) && !now.isBefore(since.minus(PERIOD));
    }
}
