package io.meepa.examples.terminal.exit;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.UnknownAgentException;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.ManagedCredentialException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.error.RequestRefusedException;
import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.form.InvalidFormException;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.WriteOutcomeUnknownException;
import java.util.Map;

/** How the program ends: one code for each thing that a script does differently about. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;

    /** Something failed. */
    public static final int FAILED = 1;

    /** The command line is not understood. */
    public static final int USAGE = 2;

    /** There is no such credential. */
    public static final int NOT_FOUND = 10;

    /** Several credentials fit. */
    public static final int AMBIGUOUS = 11;

    /** The tool was never started: apart from the codes of tools, as in {@code env} and {@code docker run}. */
    public static final int TOOL_NOT_PREPARED = 125;

    /** The tool cannot be started. */
    public static final int TOOL_NOT_STARTED = 127;

    /** The user interrupted the program. */
    public static final int INTERRUPTED = 130;

    /** The reader of the output is gone. */
    public static final int BROKEN_PIPE = 141;

    private static final Map<Class<? extends CredentialException>, Integer> CODES = Map.ofEntries(
            Map.entry(CredentialNotFoundException.class, NOT_FOUND),
            Map.entry(AmbiguousCredentialException.class, AMBIGUOUS),
            Map.entry(CredentialAlreadyExistsException.class, 12),
            Map.entry(ManagedCredentialException.class, 13),
            Map.entry(CredentialLockedException.class, 14),
            Map.entry(RevisionConflictException.class, 15),
            Map.entry(CredentialNotPendingException.class, 16),
            Map.entry(InvalidFormException.class, 17),
            Map.entry(CredentialExpiredException.class, 18),
            Map.entry(LockLostException.class, 19),
            Map.entry(KeyUnavailableException.class, 20),
            Map.entry(CorruptDocumentException.class, 21),
            Map.entry(RollbackException.class, 22),
            Map.entry(StoreException.class, 23),
            Map.entry(DurabilityUnknownException.class, 24),
            Map.entry(AuditUnavailableException.class, 25),
            Map.entry(WriteOutcomeUnknownException.class, 26),
            Map.entry(LimitExceededException.class, 27),
            Map.entry(ManagerClosedException.class, 28),
            Map.entry(UnknownAgentException.class, 29),
            Map.entry(ConfigurationException.class, 30),
            Map.entry(RequestRefusedException.class, 31),
            Map.entry(ProviderRejectedException.class, 40),
            Map.entry(ProviderUnavailableException.class, 41),
            Map.entry(ProviderIndeterminateException.class, 42),
            Map.entry(ProviderUnsupportedException.class, 43),
            Map.entry(ConsentException.class, 44));

    private ExitCode() {}

    /**
     * Returns the code for an error of the library.
     *
     * @param error what happened
     * @return its code
     */
    public static int of(CredentialException error) {
        return CODES.getOrDefault(error.getClass(), FAILED);
    }
}
