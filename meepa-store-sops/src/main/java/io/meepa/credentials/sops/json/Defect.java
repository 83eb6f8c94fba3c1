package io.meepa.credentials.sops.json;

/** What is wrong with an input, in words that quote nothing of it but key names. Never leaves this module. */
public final class Defect extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String finding;
    private final boolean tampering;

    private Defect(String message, boolean tampering) {
        super(message);
        this.finding = message;
        this.tampering = tampering;
    }

    /**
     * Makes the finding that the input does not follow the format.
     *
     * @param message what and where
     * @return the finding
     */
    public static Defect malformed(String message) {
        return new Defect(message, false);
    }

    /**
     * Makes the finding that the input follows the format but fails its cryptographic check.
     *
     * @param message what and where
     * @return the finding
     */
    public static Defect tampered(String message) {
        return new Defect(message, true);
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
     * Tells which kind of finding this is.
     *
     * @return true if a cryptographic check failed
     */
    public boolean isTampering() {
        return tampering;
    }
}
