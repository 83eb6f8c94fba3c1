package io.meepa.credentials;

import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.CredentialLockedException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.time.Duration;

/** One agent's tokens: requested when they are needed, renewed when that is due. Thread-safe. */
public interface AgentTokens {

    /**
     * Returns a token that its upstream should accept now. Waits for a renewal as long as runs for this agent wait for one
     * another.
     *
     * @param key the address of a credential of the category {@code token}
     * @return the token and when it expires
     * @see #get(CredentialKey, Duration)
     */
    ValidToken get(CredentialKey key);

    /**
     * Returns a token that its upstream should accept now, and renews it first where that is due. A token near its end is
     * returned while one call renews it in the background. For one that expired, or was
     * {@linkplain #reportRejected reported as rejected}, the caller waits. However many threads and processes ask, one call
     * renews it, and the outcome is durable before any caller gets it. A caller who stops waiting does not stop that call. A
     * failure is not kept: the next caller tries again.
     *
     * <p>A provider may give tokens for what it issued: its managed {@code email/x} then has {@code token/x}, made by the
     * first call.
     *
     * @param key the address of a credential of the category {@code token}
     * @param maxWait how long to wait for a renewal
     * @return the token and when it expires
     * @throws IllegalArgumentException if the address is of another category
     * @throws CredentialNotFoundException if there is none, none in use, or the credential that it was obtained for is gone
     * @throws AmbiguousCredentialException if the address fits several
     * @throws CredentialExpiredException if it expired or was rejected and no provider renews it
     * @throws CredentialLockedException if the renewal did not end in time; it continues
     * @throws ProviderIndeterminateException if it is unknown whether its one-time refresh token was spent: sign in again,
     *     and replace the credential
     * @throws ProviderException if renewing failed
     */
    ValidToken get(CredentialKey key, Duration maxWait);

    /**
     * Reports that the upstream rejected a token. It is not returned or injected again, by any process; the next caller
     * gets a new one. Nothing happens if the value in store is another by now.
     *
     * @param key the address of a credential of the category {@code token}
     * @param value the token that was rejected
     * @throws IllegalArgumentException if the address is of another category
     * @throws CredentialNotFoundException if there is none
     * @throws AmbiguousCredentialException if the address fits several
     */
    void reportRejected(CredentialKey key, Secret value);
}
