package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.meepa.credentials.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes upstream text fit to be shown. Removes every secret of a call, whole or in part, in any case, as it is and in the
 * spellings that echoes use, and whatever follows an authorization scheme. Drops control characters; cuts. Immutable,
 * thread-safe.
 */
public final class Scrubber {

    /** The longest text that leaves {@link #clean}, in characters. */
    public static final int LONGEST = 500;

    /** Less of an encoded text is in any other text by chance. */
    private static final int SHORTEST_MARK = 6;

    /** So many neighbouring characters of a secret are removed wherever they stand; fewer are in any text by chance. */
    private static final int SHORTEST_PART = 8;

    /** More of a text is not looked at, since {@value #LONGEST} characters leave. */
    private static final int LONGEST_INPUT = 1 << 16;

    private static final String REDACTED = "[redacted]";
    private static final String GAP = "(?:[\\s:=\"']|%20|%3a|\\\\u0020)+";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)\\b((?:(?:bearer|basic|api-key)" + GAP + "|authorization[\"']?\\s*[:=][\"'\\s]*)+)[^\\s\"'<>,;]+");

    private final List<String> spellings;

    private Scrubber(List<String> spellings) {
        this.spellings = spellings;
    }

    /**
     * Creates a scrubber. Keeps the secrets' spellings, not the secrets.
     *
     * @param secrets what must not be seen
     * @return the scrubber
     */
    public static Scrubber of(Collection<Secret> secrets) {
        Set<String> all = new LinkedHashSet<>();
        secrets.forEach(secret -> spellings(secret.reveal()).forEach(spelling -> all.add(lowered(spelling))));
        all.removeIf(String::isEmpty);
        return new Scrubber(List.copyOf(all));
    }

    /**
     * Scrubs and cuts a text.
     *
     * @param text the text
     * @return at most {@value #LONGEST} characters without secrets and control characters
     */
    public String clean(String text) {
        String scrubbed = withoutSecrets(text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) : text);
        scrubbed = AUTHORIZATION.matcher(scrubbed).replaceAll("$1" + REDACTED);
        scrubbed = scrubbed.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return scrubbed.length() <= LONGEST ? scrubbed : scrubbed.substring(0, LONGEST - 1) + "…";
    }

    private String withoutSecrets(String text) {
        BitSet secret = marked(lowered(text));
        StringBuilder scrubbed = new StringBuilder();
        int from = 0;
        for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(from)) {
            scrubbed.append(text, from, start).append(REDACTED);
            from = secret.nextClearBit(start);
        }
        return scrubbed.append(text, from, text.length()).toString();
    }

    private BitSet marked(String text) {
        BitSet secret = new BitSet();
        Set<String> parts = new HashSet<>();
        for (String spelling : spellings) {
            for (int i = 0; i + SHORTEST_PART <= spelling.length(); i++) {
                parts.add(spelling.substring(i, i + SHORTEST_PART));
            }
            if (spelling.length() < SHORTEST_PART) {
                for (int at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
                    secret.set(at, at + spelling.length());
                }
            }
        }
        for (int i = 0; i + SHORTEST_PART <= text.length(); i++) {
            if (parts.contains(text.substring(i, i + SHORTEST_PART))) {
                secret.set(i, i + SHORTEST_PART);
            }
        }
        return secret;
    }

    /** Character by character, so that places in both texts are the same. */
    private static String lowered(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(characters[i]);
        }
        return new String(characters);
    }

    private static List<String> spellings(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(
                secret,
                url,
                url.replace("+", "%20"),
                new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
                HexFormat.of().formatHex(bytes)));
        all.addAll(base64(bytes));
        return all;
    }

    /** A secret within a longer encoded text begins at one of three bit offsets: the middle of each is its mark. */
    private static List<String> base64(byte[] bytes) {
        List<String> all = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[bytes.length + offset];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            int from = offset == 0 ? 0 : offset + 1;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.withoutPadding().encodeToString(shifted);
                int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
                if (to - from >= SHORTEST_MARK) {
                    all.add(encoded.substring(from, to));
                }
            }
        }
        return all;
    }
}
