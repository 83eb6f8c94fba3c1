package io.meepa.credentials.core.audit;

/** Spells a text in printable ASCII, so that nothing in it can end a line or a string. */
final class AsciiJson {

    /** Texts of people and upstreams have no bound of their own. */
    private static final int LONGEST = 1000;

    private AsciiJson() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().limit(LONGEST).forEach(character -> append(quoted, (char) character));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char character) {
        if (character == '"' || character == '\\') {
            quoted.append('\\').append(character);
        } else if (character >= ' ' && character <= '~') {
            quoted.append(character);
        } else {
            quoted.append(String.format("\\u%04x", (int) character));
        }
    }
}
