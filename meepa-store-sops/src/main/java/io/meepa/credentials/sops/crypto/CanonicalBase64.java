package io.meepa.credentials.sops.crypto;

import java.util.Base64;
import java.util.Optional;

/** Base64 (RFC 4648) of which every value has one spelling only. The JDK's decoder takes others too. */
public final class CanonicalBase64 {

    // What may stand last, so that no bit behind the last byte is set: before two padding signs, before one.
    private static final String BEFORE_TWO = "AQgw";
    private static final String BEFORE_ONE = "AEIMQUYcgkosw048";

    private CanonicalBase64() {}

    /**
     * Decodes a text with padding.
     *
     * @param text the text
     * @return the bytes; empty if the text is anything else
     */
    public static Optional<byte[]> padded(String text) {
        return decode(text).filter(bytes -> text.length() == (bytes.length + 2) / 3 * 4);
    }

    /**
     * Decodes a text without padding.
     *
     * @param text the text
     * @return the bytes; empty if the text is anything else
     */
    public static Optional<byte[]> unpadded(String text) {
        return decode(text).filter(bytes -> text.length() == (bytes.length * 4 + 2) / 3);
    }

    private static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return endsClean(text, bytes.length) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // What it says quotes the text.
            return Optional.empty();
        }
    }

    private static boolean endsClean(String text, int bytes) {
        int group = bytes / 3 * 4;
        return switch (bytes % 3) {
            case 1 -> BEFORE_TWO.indexOf(text.charAt(group + 1)) >= 0;
            case 2 -> BEFORE_ONE.indexOf(text.charAt(group + 2)) >= 0;
            default -> true;
        };
    }
}
