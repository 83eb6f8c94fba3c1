package io.meepa.credentials.core.audit;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under a trail's key, in hexadecimal; records and heads apart. Not thread-safe. */
final class TrailDigest {

    /** What stands where the digest of the record before the first would. */
    static final String NOTHING = "0".repeat(64);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String RECORD = "meepa audit record 1\n";
    private static final String HEAD = "meepa audit head 1\n";

    private final Mac mac;

    private TrailDigest(Mac mac) {
        this.mac = mac;
    }

    static TrailDigest of(Secret key) {
        return key.withBytes(bytes -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(bytes, ALGORITHM));
                return new TrailDigest(mac);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        });
    }

    String ofRecord(String text) {
        return of(RECORD, text);
    }

    String ofHead(String text) {
        return of(HEAD, text);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String of(String domain, String text) {
        mac.update(domain.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
