package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.meepa.credentials.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes upstream text fit to be shown: takes out every secret of a call, as it is and in the spellings that echoes use,
 * and whatever follows an authorization scheme; drops control characters; cuts. Immutable, thread-safe.
 */
public final class Scrubber {

    /** The longest text that leaves {@link #clean}, in characters. */
    public static final int LONGEST = 500;

    /** Less of an encoded text is in any other text by chance. */
    private static final int SHORTEST_MARK = 6;

    private static final String REDACTED = "[redacted]";
    private static final String GAP = "(?:[\\s:=\"']|%20|%3a|\\\\u0020)+";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)\\b((?:(?:bearer|basic|api-key)" + GAP + "|authorization[\"']?\\s*[:=][\"'\\s]*)+)[^\\s\"'<>,;]+");

    private final List<String> spellings;

    private Scrubber(List<String> spellings) {
        this.spellings = spellings;
    }

    /**
     * Makes a scrubber. Keeps the secrets' spellings, not the secrets.
     *
     * @param secrets what must not be seen
     * @return the scrubber
     */
    public static Scrubber of(Collection<Secret> secrets) {
        Set<String> all = new LinkedHashSet<>();
        secrets.forEach(secret -> all.addAll(spellings(secret.reveal())));
        all.removeIf(String::isEmpty);
        List<String> longestFirst = new ArrayList<>(all);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return new Scrubber(List.copyOf(longestFirst));
    }

    /**
     * Scrubs and cuts a text.
     *
     * @param text the text
     * @return at most {@value #LONGEST} characters without secrets and control characters
     */
    public String clean(String text) {
        String scrubbed = text;
        for (String spelling : spellings) {
            scrubbed = scrubbed.replace(spelling, REDACTED);
        }
        scrubbed = AUTHORIZATION.matcher(scrubbed).replaceAll("$1" + REDACTED);
        scrubbed = scrubbed.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return scrubbed.length() <= LONGEST ? scrubbed : scrubbed.substring(0, LONGEST - 1) + "…";
    }

    private static List<String> spellings(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(
                secret,
                url,
                url.replace("+", "%20"),
                new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes)));
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
