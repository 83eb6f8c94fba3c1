package io.meepa.credentials.error;

/** The upstream service refused: nothing was done, and asking again alone will not help. */
public final class ProviderRejectedException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final boolean definitive;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderRejectedException(String message) {
        super(message);
        this.definitive = false;
    }

    private ProviderRejectedException(String message, boolean definitive) {
        super(message);
        this.definitive = definitive;
    }

    /**
     * Creates a refusal that stays one however often it is asked: a revoked key, a grant that ended. All processes remember
     * it until a person acts.
     *
     * @param message who, what, which name and the remedy; never a value
     * @return the error, to be thrown
     */
    public static ProviderRejectedException definitive(String message) {
        return new ProviderRejectedException(message, true);
    }

    /**
     * Returns whether the same request is refused however often it is sent.
     *
     * @return whether a person has to act first
     */
    public boolean definitive() {
        return definitive;
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     */
    public ProviderRejectedException(String message, Throwable cause) {
        super(message, cause);
        this.definitive = false;
    }
}
