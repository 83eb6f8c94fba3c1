package io.meepa.credentials.sops.text;

/** What is wrong with an input, in words that quote nothing of it but key names. Never leaves this module. */
public final class Defect extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String finding;
    private final Kind kind;

    private enum Kind {
        FORM,
        LIMIT,
        TAMPERING
    }

    private Defect(String message, Kind kind) {
        super(message);
        this.finding = message;
        this.kind = kind;
    }

    /**
     * Creates the finding that the input does not follow the format.
     *
     * @param message what and where
     * @return the finding
     */
    public static Defect malformed(String message) {
        return new Defect(message, Kind.FORM);
    }

    /**
     * Creates the finding that the input follows the format but fails its cryptographic check.
     *
     * @param message what and where
     * @return the finding
     */
    public static Defect tampered(String message) {
        return new Defect(message, Kind.TAMPERING);
    }

    /**
     * Creates the finding that the input is beyond one of the {@link Limits}.
     *
     * @param message which limit, and where
     * @return the finding
     */
    public static Defect beyondLimit(String message) {
        return new Defect(message, Kind.LIMIT);
    }

    /**
     * Returns the finding as the error of a writer, who is about to make such a document.
     *
     * @param context what was attempted
     * @return the error
     */
    public IllegalArgumentException refusal(String context) {
        String message = context + finding;
        return kind == Kind.LIMIT ? new BeyondLimitException(message) : new IllegalArgumentException(message);
    }

    /**
     * Returns what was found.
     *
     * @return the message
     */
    public String finding() {
        return finding;
    }

    /**
     * Reports which kind of finding this is.
     *
     * @return true if a cryptographic check failed
     */
    public boolean isTampering() {
        return kind == Kind.TAMPERING;
    }
}
