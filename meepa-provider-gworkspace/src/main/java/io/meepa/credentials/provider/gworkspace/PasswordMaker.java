package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Makes up passwords: 32 characters of 64, which is 192 bits, within the 8 to 100 ASCII characters that Google takes. */
final class PasswordMaker {

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    Secret password() {
        byte[] characters = new byte[LENGTH];
        random.nextBytes(characters);
        for (int i = 0; i < LENGTH; i++) {
            characters[i] = ALPHABET[characters[i] & (ALPHABET.length - 1)];
        }
        return Secret.wrap(characters);
    }
}
