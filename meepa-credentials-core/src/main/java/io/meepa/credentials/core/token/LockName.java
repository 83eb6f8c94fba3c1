package io.meepa.credentials.core.token;

import io.meepa.credentials.model.CredentialKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names the lock that spans a token's renewal: one per credential, so that a slow upstream keeps no other token waiting. */
public final class LockName {

    private static final String PREFIX = "refresh";
    private static final int BYTES = 8;
    private static final int NIBBLE = 4;
    private static final int LOWER = 0xF;

    private LockName() {}

    /** Returns the name, of lower case letters. */
    public static String of(CredentialKey exact) {
        byte[] digest = digest(exact.toString());
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < BYTES; i++) {
            name.append((char) ('a' + (digest[i] >> NIBBLE & LOWER))).append((char) ('a' + (digest[i] & LOWER)));
        }
        return name.toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
