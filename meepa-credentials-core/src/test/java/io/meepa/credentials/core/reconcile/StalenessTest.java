package io.meepa.credentials.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An operation is under way for ten minutes, and stale from then on")
class StalenessTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "ROTATE", "SUSPEND", "RESUME"})
    void makingOrChanging(PendingOperation.Kind kind) {
        Operation begun = operation(kind);

        assertThat(Staleness.of(begun, NOON.plus(LONGEST).minusMillis(1))).isEmpty();
        assertThat(Staleness.of(begun, NOON.plus(LONGEST)))
                .hasValueSatisfying(why -> assertThat(why).contains("begun at " + NOON, "not ended"));
        assertThat(Staleness.of(begun, NOON.minusMillis(1)))
                .as("the clock was put back")
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"RETIRE", "REVOKE"})
    void takingBack(PendingOperation.Kind kind) {
        Operation queued = operation(kind);

        assertThat(Staleness.of(queued, NOON.plus(LONGEST))).isEmpty();
        assertThat(Staleness.of(queued, NOON.plus(LONGEST).plusMillis(1)))
                .hasValueSatisfying(why -> assertThat(why).contains("to be taken back since " + NOON));
    }

    @Test
    void whatTheNextCallerContinues() {
        assertThat(Staleness.of(operation(PendingOperation.Kind.REFRESH), NOON.plus(Duration.ofDays(400))))
                .isEmpty();
    }

    private static Operation operation(PendingOperation.Kind kind) {
        return new Operation(
                "op",
                kind,
                Operation.State.OPEN,
                Category.EMAIL,
                "mailbox",
                Operation.Details.of(new Tag("acme.meepa.email.1"), NOON, "Mailbox"),
                Map.of());
    }
}
