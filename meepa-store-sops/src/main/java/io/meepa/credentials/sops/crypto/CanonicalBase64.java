package io.meepa.credentials.sops.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Base64 (RFC 4648) of which every value has one spelling only. The JDK's decoder takes others too, and makes an array for
 * each text, where a document has three texts per value.
 */
public final class CanonicalBase64 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int NO_VALUE = -1;
    private static final byte[] VALUES = values();

    private CanonicalBase64() {}

    /**
     * Decodes a text with padding.
     *
     * @param text the text
     * @return the bytes; empty if the text is anything else
     */
    public static Optional<byte[]> padded(String text) {
        int digits = digits(text, 0, text.length());
        return (digits + 3) / 4 * 4 == text.length() ? decoded(text, digits) : Optional.empty();
    }

    /**
     * Decodes a text without padding.
     *
     * @param text the text
     * @return the bytes; empty if the text is anything else
     */
    public static Optional<byte[]> unpadded(String text) {
        return decoded(text, text.length());
    }

    private static Optional<byte[]> decoded(String text, int digits) {
        byte[] bytes = new byte[bytes(digits)];
        return decode(text, 0, digits, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    /** Returns how many bytes a part of a text with padding stands for; 0 if its length is none that such a text has. */
    static int length(String text, int from, int to) {
        return (to - from) % 4 == 0 ? bytes(digits(text, from, to)) : 0;
    }

    /** Decodes a part of a text with padding to the start of an array; reports whether it has the one right form. */
    static boolean decodePadded(String text, int from, int to, byte[] into) {
        return decode(text, from, from + digits(text, from, to), into);
    }

    private static int digits(String text, int from, int to) {
        int end = to;
        while (end > from && to - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end - from;
    }

    private static int bytes(int digits) {
        return (int) (digits * 3L / 4);
    }

    private static boolean decode(String text, int from, int to, byte[] into) {
        int bits = 0;
        int all = 0;
        int at = 0;
        for (int i = from; i < to; i++) {
            int value = text.charAt(i) < VALUES.length ? VALUES[text.charAt(i)] : NO_VALUE;
            all |= value;
            bits = bits << 6 | value;
            if ((i - from) % 4 == 3) {
                into[at++] = (byte) (bits >> 16);
                into[at++] = (byte) (bits >> 8);
                into[at++] = (byte) bits;
            }
        }
        return all >= 0 && endsClean(bits, (to - from) % 4, into, at);
    }

    /** No bit may be set behind the last byte, and one digit alone is no byte. */
    private static boolean endsClean(int bits, int left, byte[] into, int at) {
        switch (left) {
            case 2 -> into[at] = (byte) (bits >> 4);
            case 3 -> {
                into[at] = (byte) (bits >> 10);
                into[at + 1] = (byte) (bits >> 2);
            }
            default -> {
                return left == 0;
            }
        }
        return left == 2 ? (bits & 0xF) == 0 : (bits & 0x3) == 0;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) NO_VALUE);
        byte[] digits = ALPHABET.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < digits.length; i++) {
            values[digits[i]] = (byte) i;
        }
        return values;
    }
}
