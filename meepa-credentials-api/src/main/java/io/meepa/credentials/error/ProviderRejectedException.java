package io.meepa.credentials.error;

import java.util.Optional;

/** The upstream service refused: nothing was done, and asking again alone will not help. */
public final class ProviderRejectedException extends ProviderException {

    private static final long serialVersionUID = 1L;

    private final boolean definitive;

    private final String issuer;
    private final String unknownApp;

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     */
    public ProviderRejectedException(String message) {
        super(message);
        this.definitive = false;
        this.issuer = "";
        this.unknownApp = "";
    }

    private ProviderRejectedException(String message, String issuer, String unknownApp) {
        super(message);
        this.definitive = true;
        this.issuer = issuer;
        this.unknownApp = unknownApp;
    }

    /**
     * Creates a refusal that stays one however often it is asked: a revoked key, a grant that ended. All processes remember
     * it until a person acts.
     *
     * @param message who, what, which name and the remedy; never a value
     * @return the error, to be thrown
     */
    public static ProviderRejectedException definitive(String message) {
        return new ProviderRejectedException(message, "", "");
    }

    /**
     * Creates a definitive refusal that says that the service no longer knows the app's registration. What is on record of
     * that registration is not used any more: the next sign-in registers the app anew.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param app the registration
     * @return the error, to be thrown
     */
    public static ProviderRejectedException ofUnknownApp(String message, App app) {
        return new ProviderRejectedException(message, app.issuer(), app.clientId());
    }

    /**
     * Returns which registration of the app the service no longer knows.
     *
     * @return the registration, or empty if the refusal is about something else
     */
    public Optional<App> unknownApp() {
        return unknownApp.isEmpty() ? Optional.empty() : Optional.of(new App(issuer, unknownApp));
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
        this.issuer = "";
        this.unknownApp = "";
    }

    /**
     * An app as one authorization server knows it.
     *
     * @param issuer the server
     * @param clientId the app's id there
     */
    public record App(String issuer, String clientId) {}
}
