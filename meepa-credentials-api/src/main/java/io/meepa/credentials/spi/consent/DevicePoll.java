package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Connected;
import java.time.Duration;
import java.util.Map;

/** What came of a poll. */
public sealed interface DevicePoll {

    /**
     * The person has not confirmed yet.
     *
     * @param pause how long to wait before the next poll
     * @param kept what the next poll needs, by name
     */
    record Waiting(Duration pause, Map<String, Secret> kept) implements DevicePoll {

        /** Copies the map. */
        public Waiting {
            kept = Map.copyOf(kept);
        }

        @Override
        public String toString() {
            return "Waiting[" + pause + "]";
        }
    }

    /**
     * The person confirmed.
     *
     * @param connected the connection
     */
    record Confirmed(Connected connected) implements DevicePoll {}
}
