package io.meepa.credentials.provider.oauth.protocol;

import io.meepa.credentials.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Random texts of URL-safe characters. The generator has to be a secure one. */
final class RandomText {

    private RandomText() {}

    static String of(RandomGenerator random, int bytes) {
        return SigningKey.encoded(bytes(random, bytes));
    }

    static Secret secret(RandomGenerator random, int bytes) {
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
