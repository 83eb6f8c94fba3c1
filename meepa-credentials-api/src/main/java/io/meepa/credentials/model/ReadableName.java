package io.meepa.credentials.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a name that people read may hold. A name must look like what it is: no character that is invisible, changes the
 * direction of what follows, or stands for a lost one.
 *
 * <p>New names are refused for such characters. Documents of earlier versions may hold some: they stay usable, and are
 * spelled out wherever they are shown.
 */
public final class ReadableName {

    private static final int LONGEST = CredentialLimits.NAME_CHARACTERS;

    private static final int REPLACEMENT = 0xFFFD;

    private static final int LAST_BASIC = 0xFFFF;

    /** The last two code points of each plane, and a block in the first one, are no characters. */
    private static final int NONCHARACTERS = 0xFFFE;

    private static final int FIRST_NONCHARACTER = 0xFDD0;
    private static final int LAST_NONCHARACTER = 0xFDEF;

    /** Fillers, joiners and selectors that leave no mark, though their type does not say so; ranges, both ends included. */
    private static final int[][] UNSEEN = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x2800, 0x2800},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0x1D159, 0x1D159},
        {0xE0000, 0xE0FFF}
    };

    /** A path in which one part means this folder, or the one above. */
    private static final Pattern PATH_WORD = Pattern.compile("(?:.*[/\\\\])?\\.{1,2}(?:[/\\\\].*)?", Pattern.DOTALL);

    private ReadableName() {}

    /**
     * Checks a new name.
     *
     * @param name the name
     * @return what is wrong with it, as the rest of a sentence that begins with what it names; empty if nothing is
     */
    public static Optional<String> fault(String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            return Optional.of("must have 1 to " + LONGEST + " characters, not all blank");
        }
        if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
            return Optional.of("must not begin or end with a blank");
        }
        if (PATH_WORD.matcher(name).matches()) {
            return Optional.of("must not be or hold the path word . or ..");
        }
        return name.codePoints()
                .filter(ReadableName::isHidden)
                .mapToObj(codePoint -> "must not hold the character " + code(codePoint)
                        + ": it is invisible, changes the direction of text, or stands for a lost one")
                .findFirst();
    }

    /**
     * Returns a name as it may be shown: each character that must not stand in a new name as its code point in brackets.
     * What gets longer than a name by that is cut.
     *
     * @param name the name
     * @return the name itself if nothing in it is hidden
     */
    public static String spelled(String name) {
        int at = 0;
        while (at < name.length()) {
            int codePoint = name.codePointAt(at);
            if (isHidden(codePoint)) {
                return spelledOut(name);
            }
            at += Character.charCount(codePoint);
        }
        return name;
    }

    /** Returns a new name, or refuses it. */
    static String require(String what, String name) {
        fault(name).ifPresent(why -> {
            throw new IllegalArgumentException(what + ": " + why);
        });
        return name;
    }

    private static String spelledOut(String name) {
        StringBuilder spelled = new StringBuilder();
        name.codePoints().forEach(codePoint -> {
            if (isHidden(codePoint)) {
                spelled.append('<').append(code(codePoint)).append('>');
            } else {
                spelled.appendCodePoint(codePoint);
            }
        });
        return spelled.length() <= LONGEST ? spelled.toString() : spelled.substring(0, LONGEST - 1) + "…";
    }

    private static String code(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
    }

    private static boolean isHidden(int codePoint) {
        return (codePoint < ' ' || codePoint >= '\u007F') && isUnreadable(codePoint);
    }

    private static boolean isUnreadable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> codePoint == REPLACEMENT || isNoncharacter(codePoint) || isUnseen(codePoint);
        };
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & LAST_BASIC) >= NONCHARACTERS
                || (codePoint >= FIRST_NONCHARACTER && codePoint <= LAST_NONCHARACTER);
    }

    private static boolean isUnseen(int codePoint) {
        for (int[] range : UNSEEN) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
