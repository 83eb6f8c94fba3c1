package io.meepa.credentials.core.operation;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A call of a provider that failed, and what that means. This is the one place that says so.
 *
 * @param cause what was thrown
 * @param meaning what it says of the upstream
 * @param reason the cause in words that a document and a report may hold, scrubbed
 */
public record CallFailure(RuntimeException cause, Meaning meaning, String reason) {

    /** What a failure says of the upstream. */
    public enum Meaning {
        /** The provider vouches that this call did nothing. An earlier one, whose answer was lost, may have. */
        NOTHING_DONE,
        /** It is unknown whether the upstream acted: a time-out, an answer of 5xx, a conflict, a defect of the plug-in. */
        UNKNOWN
    }

    /** Returns what a failure means. What is not one of four promises is unknown. */
    public static Meaning meaningOf(RuntimeException failure) {
        boolean nothingDone = failure instanceof ProviderRejectedException
                || failure instanceof ProviderUnavailableException
                || failure instanceof ProviderUnsupportedException
                || failure instanceof ConfigurationException;
        return nothingDone ? Meaning.NOTHING_DONE : Meaning.UNKNOWN;
    }

    /** Returns whether the upstream is as it was before this call. */
    public boolean nothingDone() {
        return meaning == Meaning.NOTHING_DONE;
    }

    /**
     * Returns what a caller is thrown: the provider's own failure, or one that says that the outcome is unknown.
     *
     * @param unknown what to say of a failure that is none of a provider's, before its reason
     */
    public RuntimeException toThrow(String unknown) {
        return nothingDone() || cause instanceof ProviderException
                ? cause
                : new ProviderIndeterminateException(unknown + reason);
    }

    /** Returns the outcome of a call in another thread; what it threw is thrown as it was, not wrapped. */
    public static <T> T joined(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
