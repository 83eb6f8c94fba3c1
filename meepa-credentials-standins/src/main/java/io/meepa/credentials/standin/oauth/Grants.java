package io.meepa.credentials.standin.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codes and tokens of one service. Not thread-safe: the stand-in holds its lock. */
final class Grants {

    private final Clock clock;
    private final RecordedService.Renewal renewal;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, Spent> spent = new HashMap<>();
    private final Set<String> liveAccess = new HashSet<>();
    private final Set<String> liveRefresh = new HashSet<>();
    private final Map<String, String> accessOf = new HashMap<>();
    private int made;

    Grants(Clock clock, RecordedService.Renewal renewal) {
        this.clock = clock;
        this.renewal = renewal;
    }

    String code(String person, Optional<String> challenge, String redirect) {
        String code = "code-" + ++made;
        codes.put(code, new Code(person, challenge, redirect));
        return code;
    }

    /** Takes a code away: it works once. */
    Optional<Code> take(String code) {
        return Optional.ofNullable(codes.remove(code));
    }

    Pair pair(String person) {
        Pair pair = new Pair("access-" + ++made, Optional.of("refresh-" + made), person);
        remember(pair);
        return pair;
    }

    /** Returns a token for an app alone, which cannot be renewed. */
    Pair single(String subject) {
        Pair pair = new Pair("access-" + ++made, Optional.empty(), subject);
        remember(pair);
        return pair;
    }

    /** Returns what a refresh token is traded for, or empty if it is dead. */
    Optional<Pair> renew(String refresh) {
        if (!liveRefresh.contains(refresh)) {
            return repeated(refresh);
        }
        String person = person(refresh);
        if (renewal.endsOldAccess()) {
            liveAccess.remove(accessOf.get(refresh));
        }
        if (!renewal.rotates()) {
            Pair same = new Pair("access-" + ++made, Optional.of(refresh), person);
            remember(same);
            return Optional.of(same);
        }
        Pair next = pair(person);
        if (!renewal.oldWorks()) {
            liveRefresh.remove(refresh);
            spent.put(refresh, new Spent(clock.instant(), next));
        }
        return Optional.of(next);
    }

    private Optional<Pair> repeated(String refresh) {
        Spent earlier = spent.get(refresh);
        if (earlier == null) {
            return Optional.empty();
        }
        boolean inTime = Optional.ofNullable(renewal.grace())
                .map(period -> clock.instant().isBefore(earlier.at().plus(Duration.parse(period))))
                .orElse(false);
        if (inTime) {
            Pair next = earlier.next();
            return Optional.of(
                    renewal.repeatsAccessOnly() ? new Pair(next.access(), Optional.empty(), next.person()) : next);
        }
        if (renewal.replayEndsAll()) {
            endAll(person(refresh));
        }
        return Optional.empty();
    }

    void endAll(String person) {
        liveAccess.removeIf(token -> person(token).equals(person));
        liveRefresh.removeIf(token -> person(token).equals(person));
    }

    void end(String token) {
        liveAccess.remove(token);
        liveRefresh.remove(token);
    }

    boolean live(String token) {
        return liveAccess.contains(token) || liveRefresh.contains(token);
    }

    boolean known(String token) {
        return people.containsKey(token);
    }

    String person(String token) {
        return people.getOrDefault(token, "");
    }

    private void remember(Pair pair) {
        liveAccess.add(pair.access());
        people.put(pair.access(), pair.person());
        pair.refresh().ifPresent(refresh -> {
            liveRefresh.add(refresh);
            people.put(refresh, pair.person());
            accessOf.put(refresh, pair.access());
        });
    }

    record Code(String person, Optional<String> challenge, String redirect) {}

    record Pair(String access, Optional<String> refresh, String person) {}

    private record Spent(Instant at, Pair next) {}
}
