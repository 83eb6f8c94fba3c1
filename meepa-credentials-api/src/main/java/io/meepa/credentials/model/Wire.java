package io.meepa.credentials.model;

/** Checks the short names that stand in clear in a document. */
final class Wire {

    private static final int LONGEST = CredentialLimits.NAME_CHARACTERS;

    private Wire() {}

    /** Returns the name if it is 1 to 128 characters that UTF-8 can hold, none of them a control, else refuses it. */
    static String name(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST || hasForbidden(value)) {
            throw new IllegalArgumentException(
                    what + ": use 1 to " + LONGEST + " characters, not all blank, no control characters");
        }
        return value;
    }

    private static boolean hasForbidden(String value) {
        int at = 0;
        while (at < value.length()) {
            int codePoint = value.codePointAt(at);
            if (isForbidden(codePoint)) {
                return true;
            }
            at += Character.charCount(codePoint);
        }
        return false;
    }

    /** Half a surrogate pair would come back from a file as another name. */
    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
