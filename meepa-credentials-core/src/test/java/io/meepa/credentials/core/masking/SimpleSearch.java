package io.meepa.credentials.core.masking;

import java.util.BitSet;

/** The slow and obvious way to mask plain occurrences, to compare with. */
final class SimpleSearch {

    private SimpleSearch() {}

    static String mask(String text, String... secrets) {
        BitSet hidden = new BitSet();
        BitSet continued = new BitSet();
        for (String secret : secrets) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                hidden.set(at, at + secret.length());
                continued.set(at + 1, at + secret.length());
            }
        }
        StringBuilder masked = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (!hidden.get(at)) {
                masked.append(text.charAt(at));
            } else if (!continued.get(at)) {
                masked.append("***");
            }
        }
        return masked.toString();
    }
}
