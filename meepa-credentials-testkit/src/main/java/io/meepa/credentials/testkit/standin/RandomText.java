package io.meepa.credentials.testkit.standin;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Keys that are another at each start, so that none can be written into a test. */
final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String hex(int bytes) {
        byte[] content = new byte[bytes];
        RANDOM.nextBytes(content);
        return HexFormat.of().formatHex(content);
    }
}
