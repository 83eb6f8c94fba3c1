package io.meepa.verification.watch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The family of made-up secrets: every value that has the word in it, in whatever form the value is written. */
public final class Canaries {

    /** The word that makes a test's value a canary. Nothing that may be printed has it in it. */
    public static final String WORD = "canary";

    /** Another spelling, for tests whose value must not look like a word. */
    private static final String LEET = "c4n4ry";

    private static final int SHORTEST = 6;

    private static final Map<String, String> WITH_CASE = new ConcurrentHashMap<>();
    private static final Map<String, String> WITHOUT_CASE = new ConcurrentHashMap<>();

    static {
        for (String word : List.of(WORD, LEET)) {
            forms(word);
        }
    }

    private Canaries() {}

    /**
     * Registers a value that a test did not choose as a canary, for the rest of the run. What was printed before the last look
     * is not searched again.
     *
     * @param value a secret of at least six characters that nothing may print
     */
    public static void add(String value) {
        if (value.length() < SHORTEST) {
            throw new IllegalArgumentException("a canary of fewer than " + SHORTEST + " characters is everywhere");
        }
        forms(value.toLowerCase(Locale.ROOT));
        base64(value);
    }

    /**
     * Returns the forms in which canaries stand in a text.
     *
     * @param text anything printed
     * @return the names of the forms, empty if there is none
     */
    public static List<String> formsIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> found = names(WITHOUT_CASE, lower);
        return found.isEmpty() ? names(WITH_CASE, text) : found;
    }

    private static List<String> names(Map<String, String> forms, String text) {
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    private static void forms(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        WITHOUT_CASE.put(word, "raw");
        WITHOUT_CASE.put(new StringBuilder(word).reverse().toString(), "reversed");
        WITHOUT_CASE.put(HexFormat.of().formatHex(bytes), "hex");
        WITHOUT_CASE.put(HexFormat.ofDelimiter("%").formatHex(bytes), "url");
        WITHOUT_CASE.put(URLEncoder.encode(word, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT), "raw");
        WITHOUT_CASE.put(decimal(bytes), "decimal");
        base64(word);
        base64(word.toUpperCase(Locale.ROOT));
    }

    private static void base64(String spelling) {
        for (int before = 0; before < 3; before++) {
            String encoded = base64(spelling, before);
            WITH_CASE.put(encoded, "base64");
            WITH_CASE.put(encoded.replace('+', '-').replace('/', '_'), "base64");
        }
    }

    private static String decimal(byte[] bytes) {
        return Arrays.toString(bytes).replaceAll("[\\[\\]]", "");
    }

    /** The characters that do not depend on what stands before and behind. */
    private static String base64(String word, int before) {
        byte[] bytes = ("xx".substring(0, before) + word).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int first = (before * 8 + 5) / 6;
        return encoded.substring(first, bytes.length * 8 / 6);
    }
}
