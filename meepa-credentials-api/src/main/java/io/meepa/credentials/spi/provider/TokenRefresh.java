package io.meepa.credentials.spi.provider;

import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;

/**
 * Gets access tokens that take the place of expired ones. A provider of the category {@code token} renews the tokens of its
 * service, be they managed or an operator's own; a provider of another category gives tokens for the managed credential
 * that it issued, and the engine keeps them as a {@code token} credential of the same service.
 *
 * <p><b>Threads.</b> As the issuer's: called by many threads, never twice at once about the same credential, over all
 * processes that share a store.
 *
 * <p><b>Failure.</b> As the issuer's: rejected and unavailable mean that nothing was spent and the same call may be made
 * again; indeterminate, and any other exception, that nobody knows.
 *
 * <p><b>Durability.</b> The intent is durable before {@link #refresh} is called, and what it returns is durable before
 * anybody is handed the token.
 */
public interface TokenRefresh {

    /**
     * Returns what the upstream does when the same call is sent twice.
     *
     * @param request what would be sent
     * @return whether the second is answered like the first
     */
    Repetition repetition(RefreshRequest request);

    /**
     * Gets a token, with a single trade: what was sent once under {@link Repetition#ONE_TIME} is not sent again, whatever
     * happened to the answer.
     *
     * @param request what is stored
     * @return the new token, and whatever else changed with it
     * @throws io.meepa.credentials.error.ProviderException if it failed
     */
    Refreshed refresh(RefreshRequest request);
}
