package io.meepa.credentials.provider.gworkspace.token;

/**
 * Gets Google access tokens. A host implements it to keep keys to itself, with workload identity for instance, and hands
 * it to the provider's constructor.
 *
 * <p><b>Threads.</b> Called by many threads, yet never twice at once for equal requests. Answers are kept until shortly
 * before they expire, so an implementation need not keep them.
 *
 * <p><b>Failure.</b> {@link io.meepa.credentials.error.ProviderRejectedException} if asking again will not help,
 * {@link io.meepa.credentials.error.ProviderUnavailableException} if it may. Messages hold no key, assertion or token.
 */
@FunctionalInterface
public interface AccessTokenSupplier {

    /**
     * Gets a token.
     *
     * @param request as whom and for what
     * @return a token that is good for at most an hour, the caller's to close
     * @throws io.meepa.credentials.error.ProviderException if none is to be had
     */
    AccessToken accessToken(TokenRequest request);
}
