package io.meepa.examples.terminal.output;

/**
 * Makes text safe to print. Names, reasons and metadata come from upstreams and from files; what in them would steer a
 * terminal, break a line or turn the direction of reading is shown as its code point.
 */
public final class Plain {

    private Plain() {}

    /**
     * Spells out what does not print.
     *
     * @param text any text
     * @return the text on one line, without a control or format character
     */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (prints(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                safe.append(String.format("<U+%04X>", codePoint));
            }
        });
        return safe.toString();
    }

    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
