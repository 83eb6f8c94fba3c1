package io.meepa.credentials.sops;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what is wrong with a text that should be an identity, without a character of it. */
final class IdentityDefect {

    private static final String PREFIX = "AGE-SECRET-KEY-1";

    private IdentityDefect() {}

    static String of(byte[] text, int length) {
        // Only the beginning is looked at, which is the same for every key.
        String start = new String(text, 0, Math.min(text.length, PREFIX.length()), StandardCharsets.ISO_8859_1);
        if (start.startsWith("age1")) {
            return "it is a public key: the private key of the pair belongs here";
        }
        if (start.startsWith("ssh-") || start.startsWith("-----BEGIN")) {
            return "it looks like an SSH or PEM key: make an age key pair with age-keygen";
        }
        if (start.startsWith("\u00ef\u00bb\u00bf")) {
            return "it begins with a byte order mark: save the file as UTF-8 without one";
        }
        if (!start.equals(PREFIX)) {
            return start.toUpperCase(Locale.ROOT).equals(PREFIX)
                    ? "it is not in upper case throughout"
                    : "it does not begin with AGE-SECRET-KEY-1";
        }
        return text.length == length
                ? "its check sum does not match, so a character is wrong"
                : "it has " + text.length + " characters, so it was cut off or joined with something";
    }
}
