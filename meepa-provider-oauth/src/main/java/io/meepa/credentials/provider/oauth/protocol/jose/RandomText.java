package io.meepa.credentials.provider.oauth.protocol.jose;

import io.meepa.credentials.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Random texts of URL-safe characters. The generator has to be a secure one. */
public final class RandomText {

    private RandomText() {}

    /**
     * Creates a text that is no secret.
     *
     * @param random a secure generator
     * @param bytes how many random bytes it stands for
     * @return the text
     */
    public static String of(RandomGenerator random, int bytes) {
        return Base64Url.encoded(bytes(random, bytes));
    }

    /**
     * Creates a secret text.
     *
     * @param random a secure generator
     * @param bytes how many random bytes it stands for
     * @return the text, which the caller closes
     */
    public static Secret secret(RandomGenerator random, int bytes) {
        byte[] raw = bytes(random, bytes);
        Secret text = Secret.wrap(Base64.getUrlEncoder().withoutPadding().encode(raw));
        Arrays.fill(raw, (byte) 0);
        return text;
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] raw = new byte[count];
        random.nextBytes(raw);
        return raw;
    }
}
