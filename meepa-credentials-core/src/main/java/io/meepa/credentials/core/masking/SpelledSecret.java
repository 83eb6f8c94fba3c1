package io.meepa.credentials.core.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells a secret in the forms in which programs print it. */
final class SpelledSecret {

    /** Lines of a PEM body and the like are telling by themselves, however they are indented or ended. */
    private static final Pattern KEY_LINE = Pattern.compile("^[A-Za-z0-9+/=]{40,}(?=\\r?$)", Pattern.MULTILINE);

    private SpelledSecret() {}

    static void forms(byte[] secret, Consumer<byte[]> patterns) {
        patterns.accept(secret);
        String text = new String(secret, StandardCharsets.UTF_8);
        lines(text, patterns);
        base64(secret, Base64.getEncoder(), patterns);
        base64(secret, Base64.getUrlEncoder(), patterns);
        patterns.accept(ascii(HexFormat.of().formatHex(secret)));
        patterns.accept(ascii(HexFormat.of().withUpperCase().formatHex(secret)));
        if (isSpelledAlike(secret)) {
            return;
        }
        for (UrlSpelling spelling : UrlSpelling.values()) {
            patterns.accept(ascii(spelling.of(secret, true)));
            patterns.accept(ascii(spelling.of(secret, false)));
        }
        for (JsonSpelling spelling : JsonSpelling.values()) {
            patterns.accept(spelling.of(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Most tokens have no character that any URL or JSON escapes. */
    private static boolean isSpelledAlike(byte[] secret) {
        for (byte octet : secret) {
            if (octet < 0 || (!Character.isLetterOrDigit(octet) && "-._".indexOf(octet) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static void lines(String text, Consumer<byte[]> patterns) {
        if (text.indexOf('\n') < 0) {
            return;
        }
        patterns.accept(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        patterns.accept(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        Matcher line = KEY_LINE.matcher(text);
        while (line.find()) {
            patterns.accept(line.group().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Three bytes make four characters, so what stands before the secret shifts its spelling. Of each of the three
     * alignments the characters are kept that depend on the secret alone.
     */
    private static void base64(byte[] secret, Base64.Encoder encoder, Consumer<byte[]> patterns) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            byte[] encoded = encoder.withoutPadding().encode(shifted);
            int from = (before * 8 + 5) / 6;
            int end = shifted.length * 8 / 6;
            patterns.accept(Arrays.copyOfRange(encoded, from, end));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
