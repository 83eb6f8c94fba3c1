package io.meepa.credentials.core.masking;

import java.util.HexFormat;

/** Percent-encodings that differ in what they leave as it is. */
enum UrlSpelling {
    /** RFC 3986: unreserved characters. */
    STRICT("-._~", false),
    /** HTML forms, as Java's URLEncoder has them: a blank becomes a plus. */
    FORM("-._*", true),
    /** JavaScript's encodeURIComponent. */
    COMPONENT("-_.!~*'()", false),
    /** JavaScript's encodeURI. */
    WHOLE("-_.!~*'();/?:@&=+$,#", false),
    /** Path segments. */
    PATH("-._~!$&'()*+,;=:@", false);

    private final String plain;
    private final boolean plusForBlank;

    UrlSpelling(String plain, boolean plusForBlank) {
        this.plain = plain;
        this.plusForBlank = plusForBlank;
    }

    String of(byte[] secret, boolean upperCase) {
        HexFormat hex = upperCase ? HexFormat.of().withUpperCase() : HexFormat.of();
        StringBuilder spelled = new StringBuilder(secret.length * 3);
        for (byte octet : secret) {
            if (isPlain(octet)) {
                spelled.append((char) octet);
            } else if (plusForBlank && octet == ' ') {
                spelled.append('+');
            } else {
                spelled.append('%').append(hex.toHexDigits(octet));
            }
        }
        return spelled.toString();
    }

    private boolean isPlain(byte octet) {
        return octet >= 0 && (Character.isLetterOrDigit(octet) || plain.indexOf(octet) >= 0);
    }
}
