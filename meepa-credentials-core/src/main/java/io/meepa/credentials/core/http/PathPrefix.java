package io.meepa.credentials.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares paths with a prefix, segment by segment. Servers read paths differently: one that any of them could take for a path
 * outside the prefix is outside.
 */
final class PathPrefix {

    /** Some servers decode twice, and a front and a back may each do so. */
    private static final int MOST_DECODINGS = 4;

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    /** Where a server that decodes and reads once more sees the name end. */
    private static final Pattern END = Pattern.compile("[;?#]");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private PathPrefix() {}

    /** Returns whether a path, as it stands in an address, lies below a prefix for every server. */
    static boolean covers(String prefix, String rawPath) {
        if (prefix.equals("/")) {
            return true;
        }
        String below = prefix.endsWith("/") ? prefix : prefix + "/";
        return (rawPath.equals(prefix) || rawPath.startsWith(below)) && isPlain(rawPath);
    }

    private static boolean isPlain(String path) {
        for (String segment : path.split("/", -1)) {
            if (!isPlainSegment(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainSegment(String segment) {
        String decoded = segment;
        for (int round = 0; ESCAPE.matcher(decoded).find(); round++) {
            Optional<String> next = round < MOST_DECODINGS ? decoded(decoded) : Optional.empty();
            if (next.isEmpty()) {
                return false;
            }
            decoded = next.get();
        }
        String read = INVISIBLE
                .matcher(Normalizer.normalize(decoded, Normalizer.Form.NFKC))
                .replaceAll("");
        String name = END.split(read, 2)[0].strip();
        boolean dots = !name.isEmpty() && name.chars().allMatch(character -> character == '.');
        boolean separated = read.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        return !dots && !separated;
    }

    /** Returns the segment with one level of escapes undone, or empty if it is no text in UTF-8. */
    private static Optional<String> decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(segment);
        int done = 0;
        while (escape.find()) {
            bytes.writeBytes(segment.substring(done, escape.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(escape.group(1), 16));
            done = escape.end();
        }
        bytes.writeBytes(segment.substring(done).getBytes(StandardCharsets.UTF_8));
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
