package io.meepa.examples.terminal.exit;

/** The program ends here, for a reason that is said in one line. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * Creates a refusal.
     *
     * @param exitCode how the program ends
     * @param message the reason, without a value
     */
    public Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * Returns how the program ends.
     *
     * @return the exit code
     */
    public int exitCode() {
        return exitCode;
    }
}
