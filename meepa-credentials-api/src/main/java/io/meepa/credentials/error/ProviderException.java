package io.meepa.credentials.error;

/**
 * An upstream service did not do what was asked. Messages are scrubbed of secrets and capped by whoever throws.
 */
public abstract sealed class ProviderException extends CredentialException
        permits ProviderRejectedException,
                ProviderUnavailableException,
                ProviderIndeterminateException,
                ProviderUnsupportedException {

    private static final long serialVersionUID = 1L;

    ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
