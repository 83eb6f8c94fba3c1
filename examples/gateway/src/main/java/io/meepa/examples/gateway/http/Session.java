package io.meepa.examples.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a page got for the token: it ends by itself, and is fresh for a while after the token was given. Thread-safe. */
final class Session {

    static final Duration LIFETIME = Duration.ofHours(8);
    static final Duration FRESH = Duration.ofMinutes(10);

    private final String id;
    private final Clock clock;
    private final Instant begun;
    private volatile Instant confirmed;

    Session(String id, Clock clock) {
        this.id = id;
        this.clock = clock;
        this.begun = clock.instant();
        this.confirmed = begun;
    }

    String id() {
        return id;
    }

    Instant begun() {
        return begun;
    }

    Instant end() {
        return begun.plus(LIFETIME);
    }

    boolean ended() {
        return !clock.instant().isBefore(end());
    }

    boolean fresh() {
        return clock.instant().isBefore(confirmed.plus(FRESH));
    }

    void confirm() {
        confirmed = clock.instant();
    }

    @Override
    public String toString() {
        return "a session until " + end();
    }
}
