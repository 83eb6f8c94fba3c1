package io.meepa.credentials.sops.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings as Go's encoding/json writes them, with its HTML-safe escapes. */
public final class GoText {

    private static final String HEX = "0123456789abcdef";
    private static final int LONGEST_QUOTE = 80;

    // Looked up, not compared: in encrypted texts no branch could be foretold.
    private static final boolean[] PLAIN = plain();

    private GoText() {}

    /**
     * Quotes a key name for a message: escaped, and shortened if it is long.
     *
     * @param name the name
     * @return the quoted name
     */
    public static String quoted(String name) {
        StringBuilder out = new StringBuilder();
        append(out, name.length() > LONGEST_QUOTE ? name.substring(0, LONGEST_QUOTE) + "…" : name);
        return out.toString();
    }

    /**
     * Appends a JSON string.
     *
     * @param out receives the quoted text
     * @param text the text
     */
    public static void append(StringBuilder out, String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                out.append(text, from, i);
                appendSpecial(out, text.charAt(i));
                from = i + 1;
            }
        }
        // Strings are appended in one piece, parts of them character by character.
        out.append(from == 0 ? text : text.substring(from)).append('"');
    }

    /**
     * Reports whether a text is ASCII and stands in JSON as it is.
     *
     * @param text the text
     * @return true if nothing in it is escaped
     */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reports whether bytes are ASCII and stand in JSON as they are.
     *
     * @param bytes the bytes, among others
     * @param from the first of them
     * @param to behind the last of them
     * @return true if none of them is escaped
     */
    public static boolean isPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || !PLAIN[bytes[i]]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reports whether every surrogate has its other half, so that the text has a UTF-8 form.
     *
     * @param text the text
     * @return true if it has
     */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int codePoint = text.codePointAt(i);
                if (Character.isBmpCodePoint(codePoint)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Reports whether bytes are a text.
     *
     * @param bytes the bytes
     * @return true if they are UTF-8
     */
    public static boolean isUtf8(byte[] bytes) {
        return isAscii(bytes) || isDecodable(bytes);
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0;
    }

    private static boolean isDecodable(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(256);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        Arrays.fill(out.array(), '\0');
        return !result.isError();
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length ? PLAIN[c] : c != '\u2028' && c != '\u2029';
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[128];
        Arrays.fill(plain, ' ', plain.length, true);
        for (char special : "\"\\<>&".toCharArray()) {
            plain[special] = false;
        }
        return plain;
    }

    private static void appendSpecial(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> appendEscape(out, c);
        }
    }

    private static void appendEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xF));
        }
    }
}
