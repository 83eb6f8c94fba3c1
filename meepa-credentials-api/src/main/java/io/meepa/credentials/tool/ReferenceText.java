package io.meepa.credentials.tool;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the text of a reference. */
final class ReferenceText {

    private static final String PART = "((?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)";

    private static final Pattern FORM = Pattern.compile(
            CredentialReference.SCHEME + "([a-z0-9._-]*)/" + PART + "/" + PART + "(?:\\?name=" + PART + ")?#" + PART);

    private ReferenceText() {}

    static CredentialReference parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a credential reference: write cred://agent/category/service#item");
        }
        CredentialKey service = CredentialKey.of(Category.of(decode(parts.group(2))), decode(parts.group(3)));
        CredentialKey key = parts.group(4) == null ? service : service.named(decode(parts.group(4)));
        return new CredentialReference(
                Optional.of(parts.group(1)).filter(agent -> !agent.isEmpty()).map(AgentId::of),
                key,
                decode(parts.group(5)));
    }

    static String format(CredentialReference reference) {
        CredentialKey key = reference.credential();
        return CredentialReference.SCHEME
                + reference.agent().map(AgentId::value).orElse("")
                + "/" + encode(key.category().name())
                + "/" + encode(key.service())
                + key.name().map(name -> "?name=" + encode(name)).orElse("")
                + "#" + encode(reference.item());
    }

    // URLDecoder also turns + into a blank, but the form admits no +.
    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static String encode(String part) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isPlain(character)) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "._~-".indexOf(character) >= 0);
    }
}
