package io.meepa.examples.terminal.command;

import io.meepa.credentials.AmbiguousCredentialException;
import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.CredentialAlreadyExistsException;
import io.meepa.credentials.CredentialException;
import io.meepa.credentials.CredentialExpiredException;
import io.meepa.credentials.CredentialLockedException;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.CredentialNotPendingException;
import io.meepa.credentials.DurabilityUnknownException;
import io.meepa.credentials.InvalidFormException;
import io.meepa.credentials.KeyUnavailableException;
import io.meepa.credentials.ManagedCredentialException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.RevisionConflictException;
import io.meepa.credentials.RollbackException;
import io.meepa.credentials.StoreException;
import java.util.Map;

/** How the program ends: one code for each thing that a script does differently about. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 10;
    static final int AMBIGUOUS = 11;

    /** The tool was never started: apart from the codes of tools, as in {@code env} and {@code docker run}. */
    static final int TOOL_NOT_PREPARED = 125;

    static final int TOOL_NOT_STARTED = 127;
    static final int INTERRUPTED = 130;
    static final int BROKEN_PIPE = 141;

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
            Map.entry(KeyUnavailableException.class, 20),
            Map.entry(CorruptDocumentException.class, 21),
            Map.entry(RollbackException.class, 22),
            Map.entry(StoreException.class, 23),
            Map.entry(DurabilityUnknownException.class, 24),
            Map.entry(AuditUnavailableException.class, 25),
            Map.entry(ConfigurationException.class, 30),
            Map.entry(ProviderRejectedException.class, 40),
            Map.entry(ProviderUnavailableException.class, 41),
            Map.entry(ProviderIndeterminateException.class, 42),
            Map.entry(ProviderUnsupportedException.class, 43));

    private ExitCode() {}

    static int of(CredentialException error) {
        return CODES.getOrDefault(error.getClass(), FAILED);
    }
}
