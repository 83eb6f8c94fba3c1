package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.ApiRun;
import io.meepa.credentials.provider.support.RequestCoalescer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Listings of cards, each shared by all who want one from the same day on. There is no filter by memo upstream: were each
 * agent to list on its own, a thousand made together would list a thousand cards a thousand times.
 */
final class Listings {

    private final Map<Optional<LocalDate>, RequestCoalescer<List<SeenCard>>> looks = new ConcurrentHashMap<>();

    List<SeenCard> from(Optional<LocalDate> day, ApiRun run, Supplier<List<SeenCard>> look) {
        return looks.computeIfAbsent(day, any -> new RequestCoalescer<>()).take(run, look);
    }
}
