package io.meepa.credentials.core.masking;

/** Escapings of JSON strings that differ in what they escape beyond the necessary. */
enum JsonSpelling {
    /** As most libraries do. */
    PLAIN("", false, "%04x"),
    /** With slashes escaped. */
    SLASHES("/", false, "%04x"),
    /** Like Python: everything beyond ASCII. */
    ASCII("", true, "%04x"),
    /** Like Jackson when configured so. */
    ASCII_UPPER("", true, "%04X"),
    /** Like PHP. */
    ASCII_SLASHES("/", true, "%04x"),
    /** Like Go. */
    HTML("<>&", false, "%04x"),
    /** Like Gson. */
    HTML_QUOTES("<>&='", false, "%04x"),
    /** The same with capital digits. */
    HTML_QUOTES_UPPER("<>&='", false, "%04X"),
    /** Like .NET. */
    NET("<>&'+`\"", true, "%04X");

    private final String besides;
    private final boolean asciiOnly;
    private final String code;

    JsonSpelling(String besides, boolean asciiOnly, String code) {
        this.besides = besides;
        this.asciiOnly = asciiOnly;
        this.code = "\\u" + code;
    }

    String of(String text) {
        StringBuilder spelled = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> append((char) character, spelled));
        return spelled.toString();
    }

    private void append(char character, StringBuilder spelled) {
        if (character == '"' && besides.indexOf(character) >= 0) {
            appendOther(character, spelled);
            return;
        }
        switch (character) {
            case '"' -> spelled.append("\\\"");
            case '\\' -> spelled.append("\\\\");
            case '\n' -> spelled.append("\\n");
            case '\r' -> spelled.append("\\r");
            case '\t' -> spelled.append("\\t");
            case '\b' -> spelled.append("\\b");
            case '\f' -> spelled.append("\\f");
            default -> appendOther(character, spelled);
        }
    }

    private void appendOther(char character, StringBuilder spelled) {
        if (character == '/' && besides.indexOf('/') >= 0) {
            spelled.append("\\/");
        } else if (character < ' ' || (asciiOnly && character > '~') || besides.indexOf(character) >= 0) {
            spelled.append(String.format(code, (int) character));
        } else {
            spelled.append(character);
        }
    }
}
