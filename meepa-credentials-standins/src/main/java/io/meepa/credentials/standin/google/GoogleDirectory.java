package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.StandInOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One customer's users, groups and licences. Not thread-safe. */
final class GoogleDirectory {

    /** How long a deleted user can be restored and takes up a licence (provider API notes §3.3). */
    static final Duration RESTORABLE = Duration.ofDays(20);

    static final String DOMAIN = "agents.example";
    static final String CUSTOMER = "C00standin";

    final Map<String, GoogleUser> users = new LinkedHashMap<>();
    final Set<String> groups = new HashSet<>();
    final Set<String> orgUnits = new HashSet<>(Set.of("/"));
    final List<String> created = new ArrayList<>();
    final Map<String, Integer> readsUntilVisible = new HashMap<>();
    final Map<String, Integer> changesUntilReady = new HashMap<>();
    final Map<String, Integer> grantsUntilKnown = new HashMap<>();
    int hiddenReads;
    int refusedGrants;
    int refusedChanges;
    Optional<Integer> licences = Optional.empty();

    private final Ids ids;
    private final Clock clock;

    GoogleDirectory(StandInOptions options) {
        ids = new Ids(options.seed());
        clock = options.clock();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    GoogleUser add(Map<String, Object> fields, Optional<Secret> password, boolean admin) {
        GoogleUser user =
                new GoogleUser(ids.digits(21), fields, password, List.of(), admin, now(), Optional.empty(), 1);
        users.put(user.id(), user);
        created.add(user.email());
        return user;
    }

    void hideForNow(GoogleUser user) {
        readsUntilVisible.put(user.id(), hiddenReads);
        changesUntilReady.put(user.id(), refusedChanges);
        grantsUntilKnown.put(user.id(), refusedGrants);
    }

    void put(GoogleUser user) {
        users.put(user.id(), user);
    }

    Optional<GoogleUser> find(String userKey) {
        return users.values().stream()
                .filter(user -> user.live() && user.named(userKey))
                .findFirst();
    }

    boolean taken(String address) {
        return groups.contains(address) || users.values().stream().anyMatch(user -> user.occupies(address));
    }

    boolean full() {
        Instant horizon = now().minus(RESTORABLE);
        long used = users.values().stream()
                .filter(user -> user.deletedAt().map(horizon::isBefore).orElse(true))
                .count();
        return licences.map(limit -> used >= limit).orElse(false);
    }

    /** Counts one use of a user that is not everywhere yet, and returns whether it is now. */
    static boolean countedDown(Map<String, Integer> left, String id) {
        int before = left.getOrDefault(id, 0);
        left.put(id, Math.max(0, before - 1));
        return before == 0;
    }
}
