package io.meepa.credentials.error;

import java.util.Set;

/**
 * The root of every error of this library. A message says who, what and which name, and what to do about it; it never
 * repeats a value. There is one type for each thing that a caller does differently about, and only this library adds one.
 */
public abstract class CredentialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The errors that stand beside what they are about, in other packages of this module. */
    private static final Set<String> ELSEWHERE = Set.of(
            "io.meepa.credentials.AuditUnavailableException",
            "io.meepa.credentials.ManagerClosedException",
            "io.meepa.credentials.UnknownAgentException",
            "io.meepa.credentials.connect.ConsentException",
            "io.meepa.credentials.form.InvalidFormException",
            "io.meepa.credentials.spi.LockLostException",
            "io.meepa.credentials.spi.store.DurabilityUnknownException",
            "io.meepa.credentials.spi.store.RevisionConflictException",
            "io.meepa.credentials.spi.store.WriteOutcomeUnknownException");

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @throws IllegalStateException if the type is not one of this library
     */
    public CredentialException(String message) {
        super(message);
        checkType();
    }

    /**
     * Creates the error.
     *
     * @param message who, what, which name and the remedy; never a value
     * @param cause what lies behind it; must not carry a value either
     * @throws IllegalStateException if the type is not one of this library
     */
    public CredentialException(String message, Throwable cause) {
        super(message, cause);
        checkType();
    }

    /** Sealing would do, but it would have this package know all the others. */
    private void checkType() {
        Class<?> type = getClass();
        if (!type.getPackageName().equals(CredentialException.class.getPackageName())
                && !ELSEWHERE.contains(type.getName())) {
            throw new IllegalStateException(type.getName() + " may not extend " + CredentialException.class.getName());
        }
    }
}
