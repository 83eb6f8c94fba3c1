package io.meepa.examples.terminal.output;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Measures text as a terminal does: some characters take two cells, some none. */
public final class Cells {

    private static final String BREAKS_AFTER = " _/-,;:.#";
    private static final int LONGEST_PIECE = 12;

    private Cells() {}

    /**
     * Measures a text.
     *
     * @param text a text without control characters
     * @return how many cells it takes
     */
    public static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /**
     * Fills a text up with blanks.
     *
     * @param text the text
     * @param width the cells to fill
     * @return the text, as it is if it is wider
     */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /**
     * Cuts a text, and says so with an ellipsis.
     *
     * @param text the text
     * @param width the most cells
     * @return the text, as it is if it fits
     */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        return width < 1 ? "" : text.substring(0, end(text, 0, width - 1)) + "…";
    }

    /**
     * Breaks a text into lines, between words where it can.
     *
     * @param text the text
     * @param width the most cells of a line, at least two
     * @return the lines, at least one
     */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (width(text.substring(start)) > width) {
            int hard = Math.max(end(text, start, width), start + Character.charCount(text.codePointAt(start)));
            int soft = softBreak(text, start, hard);
            lines.add(text.substring(start, soft).stripTrailing());
            start = soft;
        }
        lines.add(text.substring(start));
        return lines;
    }

    /** Returns the widest piece that wrapping need not break; a very long one is broken rather than given a window's half. */
    static int longestPiece(String text) {
        int longest = 0;
        int start = 0;
        for (int index = 0; index < text.length(); index++) {
            if (BREAKS_AFTER.indexOf(text.charAt(index)) >= 0 || index == text.length() - 1) {
                longest =
                        Math.max(longest, width(text.substring(start, index + 1).strip()));
                start = index + 1;
            }
        }
        return Math.min(longest, LONGEST_PIECE);
    }

    private static int softBreak(String text, int start, int hard) {
        if (hard < text.length() && text.charAt(hard) == ' ') {
            return hard + 1;
        }
        for (int index = hard; index > start; index--) {
            if (BREAKS_AFTER.indexOf(text.charAt(index - 1)) >= 0) {
                return index;
            }
        }
        return hard;
    }

    /** Returns where the text reaches a width, from a start. */
    private static int end(String text, int start, int width) {
        int end = start;
        int used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += width(codePoint);
            if (used > width) {
                return end;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private static int width(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
