package io.meepa.credentials.provider.gworkspace;

/** The code with which the token endpoint refused: the cause of a refusal, for whoever can tell more about it. */
final class TokenRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    TokenRefusal(String code) {
        super("the token endpoint refused: " + code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
