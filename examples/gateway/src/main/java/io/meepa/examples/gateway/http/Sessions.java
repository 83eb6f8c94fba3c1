package io.meepa.examples.gateway.http;

import io.meepa.credentials.model.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may talk to the gateway: programs with its token, and pages that exchanged the token for a cookie. A cookie alone
 * changes nothing: a page also sends what only pages of the same origin can read. Thread-safe.
 */
final class Sessions {

    static final String COOKIE = "meepa_session";
    static final Duration LIFETIME = Duration.ofHours(8);

    private static final int MOST = 64;

    private final Secret token;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    Sessions(Secret token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** What a page got for the token. */
    record Session(String id, String proof, Instant end) {

        @Override
        public String toString() {
            return "a session until " + end;
        }
    }

    boolean isToken(String text) {
        return token.matches(Secret.of(text));
    }

    Session begin() {
        open.values().removeIf(this::ended);
        if (open.size() >= MOST) {
            throw new Refusal(429, "too_many_sessions", "sign out somewhere else first");
        }
        Session session = new Session(noise(), noise(), clock.instant().plus(LIFETIME));
        open.put(session.id(), session);
        return session;
    }

    Optional<Session> of(Call call) {
        return cookie(call).map(open::get).filter(session -> !ended(session));
    }

    void end(Call call) {
        cookie(call).ifPresent(open::remove);
    }

    private boolean ended(Session session) {
        return !clock.instant().isBefore(session.end());
    }

    private static Optional<String> cookie(Call call) {
        String name = COOKIE + "=";
        return Arrays.stream(call.header("Cookie").orElse("").split(";", -1))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name))
                .map(cookie -> cookie.substring(name.length()))
                .findFirst();
    }

    private String noise() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
