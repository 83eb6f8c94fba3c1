package io.meepa.credentials.spi.provider;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.TaggedResource;
import io.meepa.credentials.spi.call.Verification;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Issues, verifies and revokes one upstream's resources.
 *
 * <p><b>Threads.</b> Immutable and thread-safe; called by many threads, never twice at once about the same slot.
 *
 * <p><b>Failure.</b> {@link io.meepa.credentials.error.ProviderRejectedException} and
 * {@link io.meepa.credentials.error.ProviderUnavailableException} mean that nothing was done by the failed call;
 * {@link io.meepa.credentials.error.ProviderIndeterminateException}, and any other exception, that nobody knows. Messages are
 * scrubbed of secrets.
 *
 * <p><b>Ownership.</b> Touches only resources that bear the request's tag. A foreign resource under our name is never
 * adopted, changed or deleted: refuse instead.
 */
public interface CredentialIssuer extends AutoCloseable {

    /**
     * Returns whether the configuration suffices to issue, without a network call.
     *
     * @return why not and what to do, or empty if it does
     * @implSpec always available
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * Returns what issuing would make, for a plan, without a network call.
     *
     * @param request what would be asked; its checkpoint refuses
     * @return a phrase for people
     * @throws io.meepa.credentials.error.ConfigurationException if the request could never be fulfilled
     * @implSpec an empty phrase
     */
    default String preview(IssueRequest request) {
        return "";
    }

    /**
     * Creates what is asked, or finishes what an earlier attempt began.
     *
     * <p>Each created resource is reported to the request's checkpoint before the next upstream call; the engine makes
     * it durable before it returns. A resumed request carries all that was reported, and must look before it creates.
     *
     * @param request what is asked
     * @return what came of it
     * @throws io.meepa.credentials.error.ProviderException if it failed
     */
    Issued issue(IssueRequest request);

    /**
     * Compares a stored credential with its upstream resource.
     *
     * @param credential what is stored
     * @param request what is asked for today
     * @return what the upstream says
     * @throws io.meepa.credentials.error.ProviderException if the upstream cannot answer
     * @implSpec says that nothing is known
     */
    default Verification verify(AgentCredential credential, IssueRequest request) {
        return Verification.unknown();
    }

    /**
     * Changes the upstream resource of a stored credential to what is asked for today, as far as that can be done without
     * creating anything. Touches only a resource that bears the credential's tag.
     *
     * @param credential what is stored
     * @param request what is asked for today
     * @return what the upstream says afterwards: what still differs was not repaired
     * @throws io.meepa.credentials.error.ProviderException if it could not be done now
     * @implSpec changes nothing
     */
    default Verification repair(AgentCredential credential, IssueRequest request) {
        return verify(credential, request);
    }

    /**
     * Returns how secrets are renewed without a new resource.
     *
     * @return the rotation, as thread-safe as this, or empty if they cannot be
     * @implSpec cannot be
     */
    default Optional<SecretRotation> rotation() {
        return Optional.empty();
    }

    /**
     * Returns how access tokens are renewed.
     *
     * @return the refresh, as thread-safe as this, or empty if the provider gives no tokens
     * @implSpec gives none
     */
    default Optional<TokenRefresh> refresh() {
        return Optional.empty();
    }

    /**
     * Returns how resources are switched off for now and on again.
     *
     * @return the suspension, as thread-safe as this, or empty if they cannot be
     * @implSpec cannot be
     */
    default Optional<ResourceSuspension> suspension() {
        return Optional.empty();
    }

    /**
     * Returns how to look up which upstream account the configured key belongs to.
     *
     * @return the lookup, as thread-safe as this, or empty if the upstream does not say
     * @implSpec does not say
     */
    default Optional<AccountLookup> account() {
        return Optional.empty();
    }

    /**
     * Returns the services that its settings define, beside those of {@link CredentialProvider#services}.
     *
     * @return services, in the form of {@link CredentialProvider#id()}
     * @implSpec none
     */
    default Set<String> furtherServices() {
        return Set.of();
    }

    /**
     * Returns how agents are connected by a person's sign-in.
     *
     * @return the flow, as thread-safe as this, or empty if there is no sign-in
     * @implSpec there is none
     */
    default Optional<ConsentFlow> connecting() {
        return Optional.empty();
    }

    /**
     * Takes the upstream resources back. Gone already counts as done. Repeatable.
     *
     * @param request what to revoke: every resource known, and the credential if it was completed
     * @return how it ended
     * @throws io.meepa.credentials.error.ProviderException if it could not be done now
     */
    RevocationResult revoke(RevokeRequest request);

    /**
     * Lists upstream resources that bear tags of a namespace, without those that are gone for good.
     *
     * @param namespace the tags' first part
     * @return the resources, or empty if the upstream cannot be listed
     * @throws io.meepa.credentials.error.ProviderException if the upstream cannot answer now
     * @implSpec cannot be listed
     */
    default Optional<List<TaggedResource>> inventory(String namespace) {
        return Optional.empty();
    }

    /**
     * Releases connections.
     *
     * @implSpec nothing to release
     */
    @Override
    default void close() {}
}
