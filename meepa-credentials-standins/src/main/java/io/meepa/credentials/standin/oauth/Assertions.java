package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Judges signed assertions (RFC 7523): signature, audience and time. */
final class Assertions {

    private Assertions() {}

    /** Returns whom an assertion speaks for, or empty if it is not believed. */
    static Optional<String> subject(String assertion, ServiceState state) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3 || state.trusted.isEmpty() || !signed(parts, state.trusted.get())) {
            return Optional.empty();
        }
        byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
        Map<String, Object> claims =
                Json.read(new String(payload, StandardCharsets.UTF_8)).orElse(Map.of());
        long now = state.clock.instant().getEpochSecond();
        boolean inTime = number(claims, "iat") <= now && now < number(claims, "exp");
        boolean forUs = state.baseUrl().equals(claims.get("aud"));
        return inTime && forUs ? Optional.ofNullable((String) claims.get("sub")) : Optional.empty();
    }

    private static long number(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Number number ? number.longValue() : Long.MIN_VALUE;
    }

    private static boolean signed(String[] parts, PublicKey key) {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA";
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
