package io.meepa.credentials.provider.gworkspace.identity;

/** The code with which the token endpoint refused: the cause of a refusal, for a caller that knows more about it. */
public final class TokenRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    TokenRefusal(String code) {
        super("the token endpoint refused: " + code);
        this.code = code;
    }

    /**
     * Returns the code.
     *
     * @return the code
     */
    public String code() {
        return code;
    }
}
