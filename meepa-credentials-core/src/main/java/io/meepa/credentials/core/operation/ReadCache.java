package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.document.AgentDocument;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read last for as long as the host allows a read to be behind the store; not at all unless it does.
 * Allocates nothing while it can answer. Thread-safe.
 */
public final class ReadCache {

    private final Clock clock;
    private final long staleness;
    private volatile @Nullable Known known;

    /** Creates a cache; with a staleness of zero it keeps nothing. */
    public ReadCache(Clock clock, Duration staleness) {
        this.clock = clock;
        this.staleness = staleness.toMillis();
    }

    /** Returns what was read, if it is recent enough. A clock that went backwards makes it too old. */
    @Nullable
    AgentDocument known() {
        Known last = known;
        if (last == null) {
            return null;
        }
        long age = clock.millis() - last.asked;
        return age >= 0 && age < staleness ? last.document : null;
    }

    long now() {
        return staleness == 0 ? 0 : clock.millis();
    }

    /** Takes note of what was read, and of when the store was asked. */
    void read(AgentDocument document, long asked) {
        if (staleness > 0) {
            known = new Known(document, asked);
        }
    }

    void forget() {
        known = null;
    }

    private record Known(AgentDocument document, long asked) {}
}
