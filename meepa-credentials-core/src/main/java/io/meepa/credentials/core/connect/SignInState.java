package io.meepa.credentials.core.connect;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The {@code state} of one sign-in: a handle that finds the record, and a random part of which the record has the digest only.
 * Printing shows the handle.
 */
final class SignInState {

    private static final int HANDLE_BYTES = 16;
    private static final int RANDOM_BYTES = 32;
    private static final int HANDLE_LENGTH = 22;
    private static final int LENGTH = HANDLE_LENGTH + 1 + 43;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String handle;
    private final Secret random;

    private SignInState(String handle, Secret random) {
        this.handle = handle;
        this.random = random;
    }

    /** Creates a state; the generator has to be a secure one. */
    static SignInState create(RandomGenerator source) {
        byte[] handle = new byte[HANDLE_BYTES];
        byte[] random = new byte[RANDOM_BYTES];
        source.nextBytes(handle);
        source.nextBytes(random);
        return new SignInState(TEXT.encodeToString(handle), Secret.wrap(TEXT.encode(random)));
    }

    /** Returns the state that a callback brought, or empty if it cannot be one of ours. */
    static Optional<SignInState> read(Secret text) {
        return text.withBytes(bytes -> {
            if (bytes.length != LENGTH || bytes[HANDLE_LENGTH] != '.') {
                return Optional.<SignInState>empty();
            }
            String handle = new String(bytes, 0, HANDLE_LENGTH, StandardCharsets.US_ASCII);
            byte[] random = Arrays.copyOfRange(bytes, HANDLE_LENGTH + 1, LENGTH);
            return handle.matches("[A-Za-z0-9_-]+")
                    ? Optional.of(new SignInState(handle, Secret.wrap(random)))
                    : Optional.<SignInState>empty();
        });
    }

    /** Returns what finds the record and proves nothing. */
    String handle() {
        return handle;
    }

    /** Returns the whole text. */
    Secret text() {
        return Secret.of(handle + "." + random.reveal());
    }

    /** Returns what the record keeps of the random part. */
    String digest() {
        return random.withBytes(bytes -> HexFormat.of().formatHex(sha256(bytes)));
    }

    @Override
    public String toString() {
        return "SignInState[" + handle + "]";
    }

    /** Compares texts in a time that does not depend on where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
