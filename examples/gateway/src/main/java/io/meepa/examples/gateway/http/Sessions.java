package io.meepa.examples.gateway.http;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may talk to the gateway: programs with its token, and pages that exchanged the token for a key of their own. The key is
 * no cookie: a browser hands cookies to every program on this machine, whatever its port. Thread-safe.
 */
final class Sessions {

    private static final int MOST = 64;

    private final Secret token;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** By digest of the key: what is kept here opens nothing. */
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    Sessions(Secret token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    boolean isToken(String text) {
        return token.matches(Secret.of(text));
    }

    /** Opens one and returns its key. The oldest makes room, so that nobody is locked out by what others left open. */
    String begin() {
        open.values().removeIf(Session::ended);
        if (open.size() >= MOST) {
            open.values().stream().min(Comparator.comparing(Session::begun)).ifPresent(this::end);
        }
        String key = noise();
        open.put(digest(key), new Session(noise(), clock));
        return key;
    }

    Optional<Caller> caller(String bearer) {
        if (isToken(bearer)) {
            return Optional.of(Caller.program());
        }
        return Optional.ofNullable(open.get(digest(bearer)))
                .filter(session -> !session.ended())
                .map(Caller::page);
    }

    void end(Session session) {
        open.values().remove(session);
    }

    private String noise() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
