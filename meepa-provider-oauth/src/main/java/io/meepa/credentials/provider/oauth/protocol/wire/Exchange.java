package io.meepa.credentials.provider.oauth.protocol.wire;

/** Sends requests. The edge between this package and the network. Thread-safe. */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends a request once.
     *
     * @param request the request; stays the caller's
     * @return the answer, of any status
     * @throws io.meepa.credentials.error.ProviderUnavailableException if nothing was sent
     * @throws io.meepa.credentials.error.ProviderIndeterminateException if it was sent and no answer came
     */
    WireAnswer send(WireRequest request);
}
