package io.meepa.credentials.form;

import io.meepa.credentials.model.Secret;
import java.nio.CharBuffer;
import java.util.Arrays;

/** Brings what people type into the shape to keep: drops separators and outer blanks where they mean nothing. */
final class FieldShape {

    private static final String TELEPHONE_SEPARATORS = " -.()/\u00a0";
    private static final String CARD_SEPARATORS = " -\u00a0";

    private FieldShape() {}

    /** Returns the value in shape; what is not UTF-8 as it is. */
    static Secret of(FormField field, Secret value) {
        if (field.kind() == FieldKind.PHONE) {
            return without(TELEPHONE_SEPARATORS, value);
        }
        if (field.rule() == FieldRule.CARD_NUMBER) {
            return without(CARD_SEPARATORS, value);
        }
        boolean exact = field.secret() || field.kind() == FieldKind.MULTILINE;
        return exact
                ? value
                : SecretChars.characters(value, FieldShape::stripped).orElse(value);
    }

    private static Secret without(String separators, Secret value) {
        return SecretChars.characters(value, characters -> without(separators, characters))
                .orElse(value);
    }

    private static Secret without(String separators, CharBuffer characters) {
        char[] kept = new char[characters.length()];
        int length = 0;
        for (int i = 0; i < characters.length(); i++) {
            if (separators.indexOf(characters.charAt(i)) < 0) {
                kept[length++] = characters.charAt(i);
            }
        }
        return taking(kept, 0, length);
    }

    private static Secret stripped(CharBuffer characters) {
        int start = 0;
        int end = characters.length();
        while (start < end && isBlank(characters.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(characters.charAt(end - 1))) {
            end--;
        }
        char[] kept = new char[characters.length()];
        characters.duplicate().get(kept);
        return taking(kept, start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || character == '\u00a0';
    }

    private static Secret taking(char[] kept, int start, int end) {
        char[] exact = Arrays.copyOfRange(kept, start, end);
        Secret secret = Secret.copyOf(exact);
        Arrays.fill(exact, '\0');
        Arrays.fill(kept, '\0');
        return secret;
    }
}
