package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.core.document.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Distinguishes operations that should have ended from those under way. */
public final class Staleness {

    /** Longer than any run of a provider may take. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private Staleness() {}

    /** Returns why an operation should have ended by now, or empty. A time that lies ahead means the clock was put back. */
    public static Optional<String> of(Operation operation, Instant now) {
        return switch (operation.kind()) {
            case CREATE, ROTATE, SUSPEND, RESUME -> unfinished(operation, now);
            case RETIRE, REVOKE -> overdue(operation, now);
            case REFRESH, CONNECT, UNKNOWN -> Optional.empty(); // The next caller, or the person, continues with it.
        };
    }

    private static Optional<String> unfinished(Operation operation, Instant now) {
        Instant begun = operation.details().attempts().last();
        boolean underWay = !now.isBefore(begun) && now.isBefore(begun.plus(LONGEST_RUN));
        return underWay
                ? Optional.empty()
                : Optional.of(
                        "begun at " + begun + " and not ended: the next run continues with it" + reason(operation));
    }

    private static Optional<String> overdue(Operation operation, Instant now) {
        boolean tried = operation.details().attempts().count() > 0;
        boolean late = operation.details().attempts().due().plus(LONGEST_RUN).isBefore(now);
        if (!tried && !late) {
            return Optional.empty();
        }
        return Optional.of("to be taken back since " + operation.details().since() + ", tried "
                + operation.details().attempts().count() + " times, due at "
                + operation.details().attempts().due() + reason(operation));
    }

    private static String reason(Operation operation) {
        String reason = operation.details().attempts().reason();
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
