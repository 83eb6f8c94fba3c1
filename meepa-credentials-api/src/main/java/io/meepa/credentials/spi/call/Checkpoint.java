package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import java.util.Map;

/** Persists resources and secrets as soon as the provider learns of them. */
public interface Checkpoint {

    /**
     * Records a resource and the secrets that came with it. Durable when it returns.
     *
     * @param resource the resource
     * @param secrets secrets by name; none if empty
     * @throws io.meepa.credentials.error.CredentialException if it could not be recorded: stop then
     */
    void reached(UpstreamResource resource, Map<String, Secret> secrets);

    /**
     * Records a resource without a secret. Durable when it returns.
     *
     * @param resource the resource
     * @throws io.meepa.credentials.error.CredentialException if it could not be recorded: stop then
     * @implSpec calls {@link #reached(UpstreamResource, Map)}
     */
    default void reached(UpstreamResource resource) {
        reached(resource, Map.of());
    }

    /**
     * Records that a resource is gone: one reported before, or another that this run deleted. Durable when it returns.
     *
     * @param resource the resource
     * @param evidence what that is based on: that it was deleted, or how it was looked for
     * @throws io.meepa.credentials.error.CredentialException if it could not be recorded, or the evidence is thin: stop then
     */
    void gone(UpstreamResource resource, Evidence evidence);
}
