package io.meepa.credentials.spi.provider;

import io.meepa.credentials.spi.call.CallGuard;

/**
 * Looks up the upstream account that the configured key belongs to. The engine records it with what was created, and
 * believes no absence, and creates nothing beside it, on another account.
 */
@FunctionalInterface
public interface AccountLookup {

    /**
     * Returns the account that the configured key belongs to now. May be kept for a while; not beyond a change of the key.
     *
     * @param guard asked before the upstream call
     * @return the account's id, stable and no secret
     * @throws io.meepa.credentials.error.ProviderException if the upstream cannot answer now
     */
    String account(CallGuard guard);
}
