package io.meepa.credentials.core.tool;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.tool.CredentialReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut at its references.
 *
 * @param parts plain stretches and references, in order
 */
record ReferencingText(List<Part> parts) {

    /** A reference ends before the first character that it can nowhere have. */
    private static final Pattern REFERENCE =
            Pattern.compile(CredentialReference.SCHEME + "[A-Za-z0-9._~%/?=#-]*", Pattern.CASE_INSENSITIVE);

    static ReferencingText parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        int done = 0;
        while (reference.find()) {
            parts.add(new Part(text.substring(done, reference.start()), Optional.empty()));
            parts.add(new Part("", Optional.of(read(reference.group(), reference.start()))));
            done = reference.end();
        }
        parts.add(new Part(text.substring(done), Optional.empty()));
        return new ReferencingText(parts);
    }

    private static CredentialReference read(String text, int position) {
        try {
            return CredentialReference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("a text has a malformed credential reference at character "
                    + (position + 1) + ": write cred://agent/category/service#item");
        }
    }

    List<CredentialReference> references() {
        return parts.stream().flatMap(part -> part.reference().stream()).toList();
    }

    /**
     * A stretch of text.
     *
     * @param text the plain text, empty for a reference
     * @param reference the reference, if it is one
     */
    record Part(String text, Optional<CredentialReference> reference) {}
}
