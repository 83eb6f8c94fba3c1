package io.meepa.credentials.testkit.standin;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Ids that are the same in every run with the same seed. */
final class Ids {

    private static final List<String> WORDS =
            List.of("amber", "brisk", "calm", "dapper", "eager", "fancy", "gentle", "happy", "ivory", "jolly");

    private final Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    String uuid() {
        return UUID.nameUUIDFromBytes(bytes(16)).toString();
    }

    String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** Returns digits, the first of them not zero. */
    String digits(int count) {
        StringBuilder text = new StringBuilder().append(1 + random.nextInt(9));
        while (text.length() < count) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size())) + digits(4);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
