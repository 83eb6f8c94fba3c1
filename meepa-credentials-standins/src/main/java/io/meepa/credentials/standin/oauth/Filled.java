package io.meepa.credentials.standin.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Recorded answers with a person filled in. */
final class Filled {

    private Filled() {}

    static String of(String template, String person) {
        return template.replace("$P", person)
                .replace("$N", Integer.toString(1_000 + Math.floorMod(person.hashCode(), 9_000)))
                .replace("$I", idToken(person));
    }

    /** Unsigned: it comes straight from the token address, and nobody checks. */
    private static String idToken(String person) {
        String claims = "{\"sub\":\"" + person + "-sub\",\"oid\":\"oid-" + person + "\",\"tid\":\"tid-1\"}";
        return "eyJhbGciOiJub25lIn0."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
