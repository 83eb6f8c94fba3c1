package io.meepa.credentials.standin.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The device sign-ins of one service. Not thread-safe: the stand-in holds its lock. */
final class DeviceCodes {

    static final int INTERVAL_SECONDS = 5;

    private final Clock clock;
    private final Map<String, Waiting> codes = new HashMap<>();
    private int made;

    DeviceCodes(Clock clock) {
        this.clock = clock;
    }

    /** Returns the number of a new sign-in, of which both codes are made. */
    int begin(Duration life) {
        codes.put(
                "device-" + ++made, new Waiting(userCode(made), clock.instant().plus(life)));
        return made;
    }

    static String userCode(int number) {
        return "WDJB-%04d".formatted(number);
    }

    void decide(String userCode, Optional<String> person) {
        Waiting waiting = codes.values().stream()
                .filter(candidate -> candidate.userCode.equals(userCode))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sign-in waits under this code"));
        waiting.decided = true;
        waiting.person = person;
    }

    /** Judges a poll: polling sooner than asked makes the interval longer, for good. */
    Poll poll(String deviceCode) {
        Waiting waiting = codes.get(deviceCode);
        if (waiting == null || !clock.instant().isBefore(waiting.until)) {
            return new Poll("expired_token", Optional.empty());
        }
        boolean early = clock.instant().isBefore(waiting.last.plusSeconds(waiting.interval));
        waiting.last = clock.instant();
        if (early) {
            waiting.interval += INTERVAL_SECONDS;
            return new Poll("slow_down", Optional.empty());
        }
        if (!waiting.decided) {
            return new Poll("authorization_pending", Optional.empty());
        }
        codes.remove(deviceCode);
        return new Poll("", waiting.person);
    }

    /** What came of a poll: an error, or who confirmed, or nobody after a refusal. */
    record Poll(String error, Optional<String> person) {}

    private static final class Waiting {

        private final String userCode;
        private final Instant until;
        private Instant last;
        private int interval = INTERVAL_SECONDS;
        private boolean decided;
        private Optional<String> person = Optional.empty();

        Waiting(String userCode, Instant until) {
            this.userCode = userCode;
            this.until = until;
            this.last = Instant.EPOCH;
        }
    }
}
