package io.meepa.credentials.core.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes up secrets and texts. */
final class Texts {

    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String[] WORDS = {
        "INFO",
        "request",
        "handled",
        "in",
        "ms",
        "status=200",
        "the",
        "agent",
        "GET /v1/items/",
        "token",
        "\"id\":",
        "{\"level\":\"debug\"}",
        "https://api.example.com/",
        "eyJhbGciOiJIUzI1NiJ9",
        "0x7f3a",
        "\n",
        "\t",
        "größer"
    };

    private Texts() {}

    static String[] secrets(int count, Random random) {
        String[] secrets = new String[count];
        for (int index = 0; index < count; index++) {
            secrets[index] = word(KEY_LETTERS, 20 + random.nextInt(40), random);
        }
        return secrets;
    }

    static String[] overFewLetters(int count, Random random) {
        String[] secrets = new String[count];
        for (int index = 0; index < count; index++) {
            secrets[index] = word("ab", 8 + random.nextInt(4), random);
        }
        return secrets;
    }

    static String word(String letters, int length, Random random) {
        StringBuilder word = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    /** Log-like lines with random keys in between. */
    static byte[] megabytes(int megabytes, Random random) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(megabytes << 20);
        while (text.size() < megabytes << 20) {
            String next = random.nextInt(4) == 0
                    ? word(KEY_LETTERS, 1 + random.nextInt(40), random)
                    : WORDS[random.nextInt(WORDS.length)];
            text.writeBytes((next + " ").getBytes(StandardCharsets.UTF_8));
        }
        return text.toByteArray();
    }
}
