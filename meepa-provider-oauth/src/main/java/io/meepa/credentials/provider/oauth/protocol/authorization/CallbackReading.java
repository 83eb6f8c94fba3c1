package io.meepa.credentials.provider.oauth.protocol.authorization;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.model.Secret;
import java.util.Optional;

/** Judges what a browser brought back, after its state was found to be that of the sign-in. */
public final class CallbackReading {

    private static final int LONGEST_ERROR = 40;

    private final CallbackParameters parameters;

    private CallbackReading(CallbackParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Creates a reading.
     *
     * @param parameters the callback's parameters
     * @return the reading
     */
    public static CallbackReading of(CallbackParameters parameters) {
        return new CallbackReading(parameters);
    }

    /**
     * Judges the answer. The issuer is checked before anything else is believed.
     *
     * @param expected the issuer that was recorded when the request was made
     * @return the code, or why there is none
     */
    public CallbackOutcome outcome(ExpectedIssuer expected) {
        Optional<String> issuer = parameters.parameter("iss").map(Secret::reveal);
        if (!expected.accepts(issuer)) {
            return new CallbackOutcome.WrongIssuer(expected.issuer(), issuer.filter(CallbackReading::printable));
        }
        if (parameters.parameter("error").isPresent()) {
            return new CallbackOutcome.Denied(errorCode());
        }
        return parameters
                .parameter("code")
                .filter(code -> !code.isEmpty())
                .<CallbackOutcome>map(code -> new CallbackOutcome.Code(code.withBytes(Secret::copyOf)))
                .orElseGet(CallbackOutcome.NoCode::new);
    }

    @Override
    public String toString() {
        return "CallbackReading[" + parameters + "]";
    }

    /** Of what went wrong only a code is reported: the description is anybody's text. */
    private String errorCode() {
        String error = parameters.parameter("error").map(Secret::reveal).orElse("");
        return error.matches("[a-z0-9_.-]{1," + LONGEST_ERROR + "}") ? error : "an unreadable error";
    }

    private static boolean printable(String issuer) {
        return issuer.matches("https?://[A-Za-z0-9._~:/%\\[\\]-]{1,200}");
    }
}
