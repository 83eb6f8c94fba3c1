package io.meepa.credentials;

/**
 * The root of every error of this library. A message says who, what and which name, and what to do about it; it never
 * repeats a value. There is one type for each thing that a caller does differently about.
 */
public abstract class CredentialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialException(String message) {
        super(message);
    }

    CredentialException(String message, Throwable cause) {
        super(message, cause);
    }
}
