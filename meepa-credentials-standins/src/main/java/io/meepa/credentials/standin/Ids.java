package io.meepa.credentials.standin;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Ids that are the same in every run with the same seed. */
public final class Ids {

    private static final List<String> WORDS =
            List.of("amber", "brisk", "calm", "dapper", "eager", "fancy", "gentle", "happy", "ivory", "jolly");

    /** Keys differ at each start, so that none can be written into a test. */
    private static final SecureRandom UNPREDICTABLE = new SecureRandom();

    private final Random random;

    /**
     * Creates a source of ids.
     *
     * @param seed decides all of them
     */
    public Ids(long seed) {
        random = new Random(seed);
    }

    /**
     * Returns the next UUID.
     *
     * @return the UUID
     */
    public String uuid() {
        return UUID.nameUUIDFromBytes(bytes(16)).toString();
    }

    /**
     * Returns hexadecimal digits.
     *
     * @param bytes half their number
     * @return the digits
     */
    public String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /**
     * Returns digits, the first of them not zero.
     *
     * @param count how many
     * @return the digits
     */
    public String digits(int count) {
        StringBuilder text = new StringBuilder().append(1 + random.nextInt(9));
        while (text.length() < count) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    /**
     * Returns a word with a number.
     *
     * @return the word
     */
    public String word() {
        return WORDS.get(random.nextInt(WORDS.size())) + digits(4);
    }

    /**
     * Returns digits that no test can know: for keys.
     *
     * @param bytes half their number
     * @return the digits
     */
    public static String secretHex(int bytes) {
        byte[] content = new byte[bytes];
        UNPREDICTABLE.nextBytes(content);
        return HexFormat.of().formatHex(content);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
