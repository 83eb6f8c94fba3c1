package io.meepa.credentials.spi.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Verification;

/**
 * Switches a credential's upstream resource off for now, and on again. The engine puts the intent on record before either
 * call, and from then on hands the credential to no tool until {@link #resume} has said that the resource is live.
 *
 * <p><b>Threads.</b> As the issuer's. <b>Failure.</b> As the issuer's: rejected and unavailable mean that the failed call
 * did nothing.
 *
 * <p><b>Contract.</b> Both calls are repeatable: a resource that stands as asked counts as done. Both touch only a resource
 * that bears the tag the credential was created under (its metadata {@code tag}), and change nothing else of it: neither
 * limit nor secret. One that is gone, or not ours, is reported by the state that is returned, and is left alone. A suspended
 * resource can still be revoked.
 */
public interface ResourceSuspension {

    /**
     * Switches the resource off.
     *
     * @param credential what is stored
     * @param request what is asked for today; its checkpoint refuses
     * @return what the upstream says afterwards, {@link Verification.State#SUSPENDED} if it worked
     * @throws io.meepa.credentials.error.ProviderException if it could not be done now
     */
    Verification suspend(AgentCredential credential, IssueRequest request);

    /**
     * Switches the resource on.
     *
     * @param credential what is stored
     * @param request what is asked for today; its checkpoint refuses
     * @return what the upstream says afterwards, {@link Verification.State#LIVE} if it worked
     * @throws io.meepa.credentials.error.ProviderException if it could not be done now
     */
    Verification resume(AgentCredential credential, IssueRequest request);
}
