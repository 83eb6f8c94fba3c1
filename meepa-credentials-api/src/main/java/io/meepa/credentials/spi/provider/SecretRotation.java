package io.meepa.credentials.spi.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Renewed;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;

/**
 * Renews a credential's secret and keeps the resource. The engine calls {@link #renew}, makes the outcome durable, asks
 * whether it {@link #works}, switches in one write, and after the overlap calls {@link #retire}.
 *
 * <p><b>Threads.</b> As the issuer's. <b>Failure.</b> As the issuer's: rejected and unavailable mean that the failed call
 * did nothing.
 *
 * <p><b>Contract.</b> Revoking the resource takes every secret back, renewed ones included.
 */
public interface SecretRotation {

    /**
     * Creates a new secret. Touches only the resource that bears the tag the credential was created under (its metadata
     * {@code tag}); marks the new secret with the request's tag, where it can be marked.
     *
     * <p>Where the upstream keeps several secrets, the one in use stays; where it keeps one, the new value is reported to
     * the checkpoint before the call that sets it. A resumed request carries all that was reported: look before creating.
     *
     * @param current what is stored, with its secrets
     * @param request the rotation's own tag, today's profile, what earlier attempts left, and the checkpoint
     * @return the new secret
     * @throws io.meepa.credentials.error.ProviderException if it failed
     */
    Renewed renew(AgentCredential current, IssueRequest request);

    /**
     * Returns whether the upstream accepts the new secret.
     *
     * @param renewed the credential as it will be stored
     * @param guard asked before the upstream call
     * @return false only if the upstream refuses it
     * @throws io.meepa.credentials.error.ProviderException if the upstream cannot answer now
     * @implSpec true, for upstreams that cannot be asked
     */
    default boolean works(AgentCredential renewed, CallGuard guard) {
        return true;
    }

    /**
     * Takes single secrets back; the resource stays. Gone already counts as done. Repeatable.
     *
     * @param request the resources of the secrets, the tag the credential was created under, and the credential's ids
     * @return how it ended
     * @throws io.meepa.credentials.error.ProviderException if it could not be done now
     */
    RevocationResult retire(RevokeRequest request);
}
