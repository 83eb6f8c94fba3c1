package io.meepa.credentials.signup;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a service accepts as a password. A generated one has exactly this length, at least one character of every class
 * named, and no other.
 *
 * @param length how many characters
 * @param classes the kinds of characters
 * @param symbols what stands for {@link CharacterClass#SYMBOL}
 */
public record PasswordRules(int length, Set<CharacterClass> classes, String symbols) {

    /** The fewest characters. */
    public static final int SHORTEST = 8;

    /** The most characters. */
    public static final int LONGEST = 128;

    private static final int STRONG = 24;

    /** Accepted by most sites; nothing that quotes, escapes or opens a tag. */
    private static final String COMMON_SYMBOLS = "!#$%*+-.:=?@_";

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if the length is not between 8 and 128, no class is named, or a symbol is a letter,
     *     digit, blank or not ASCII
     */
    public PasswordRules {
        classes = Set.copyOf(classes);
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a password's length must be between " + SHORTEST + " and " + LONGEST + ": " + length);
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a password needs at least one class of characters");
        }
        if (symbols.isEmpty() || !symbols.chars().allMatch(PasswordRules::isSymbol)) {
            throw new IllegalArgumentException("symbols must be printable ASCII other than letters, digits and blanks");
        }
    }

    /** Kinds of characters. */
    public enum CharacterClass {
        /** The letters a to z. */
        LOWER,
        /** The letters A to Z. */
        UPPER,
        /** The digits 0 to 9. */
        DIGIT,
        /** The rules' symbols. */
        SYMBOL
    }

    /**
     * Returns rules that nearly every service accepts: 24 characters of all four classes, more than 140 bits.
     *
     * @return the rules
     */
    public static PasswordRules strong() {
        return new PasswordRules(STRONG, EnumSet.allOf(CharacterClass.class), COMMON_SYMBOLS);
    }

    /**
     * Sets the length.
     *
     * @param characters how many
     * @return changed rules
     * @throws IllegalArgumentException if it is not between 8 and 128
     */
    public PasswordRules ofLength(int characters) {
        return new PasswordRules(characters, classes, symbols);
    }

    /**
     * Sets the kinds of characters.
     *
     * @param first one
     * @param others more
     * @return changed rules
     */
    public PasswordRules of(CharacterClass first, CharacterClass... others) {
        return new PasswordRules(length, EnumSet.of(first, others), symbols);
    }

    /**
     * Sets the symbols that the service accepts.
     *
     * @param accepted the symbols
     * @return changed rules
     * @throws IllegalArgumentException if one is a letter, digit, blank or not ASCII, or there is none
     */
    public PasswordRules withSymbols(String accepted) {
        return new PasswordRules(length, classes, accepted);
    }

    /**
     * Returns the characters of a class.
     *
     * @param kind the class
     * @return its characters, each once
     */
    public String charactersOf(CharacterClass kind) {
        return switch (kind) {
            case LOWER -> range('a', 'z');
            case UPPER -> range('A', 'Z');
            case DIGIT -> range('0', '9');
            case SYMBOL -> distinct(symbols.chars());
        };
    }

    private static String range(char first, char last) {
        return distinct(IntStream.rangeClosed(first, last));
    }

    private static String distinct(IntStream characters) {
        StringBuilder text = new StringBuilder();
        characters.distinct().forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean isSymbol(int character) {
        return character > ' ' && character < 0x7f && !Character.isLetterOrDigit(character);
    }
}
