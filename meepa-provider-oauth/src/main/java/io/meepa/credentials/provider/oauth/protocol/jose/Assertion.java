package io.meepa.credentials.provider.oauth.protocol.jose;

import io.meepa.credentials.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The claims of an assertion (RFC 7523), short-lived and begun a little in the past, for clocks that differ.
 *
 * @param issuer who signs
 * @param subject who is spoken for
 * @param audience the server's issuer
 */
public record Assertion(String issuer, String subject, String audience) {

    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofSeconds(60);

    /**
     * Signs the claims.
     *
     * @param key the key
     * @param now the time
     * @param random for the id
     * @return the assertion
     */
    public Secret signed(SigningKey key, Instant now, RandomGenerator random) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("jti", RandomText.of(random, 16));
        claims.put("iat", now.minus(SKEW).getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        return key.signed(Map.of("typ", "JWT"), claims);
    }
}
