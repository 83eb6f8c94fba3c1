package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.report.Evidence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider is asked to revoke. Immutable. */
public final class RevokeRequest {

    private final AgentId agent;
    private final Category category;
    private final String service;
    private final Tag tag;
    private final List<UpstreamResource> resources;
    private final Evidence evidence;
    private final @Nullable AgentCredential credential;
    private final CallGuard guard;

    private RevokeRequest(
            AgentId agent,
            Category category,
            String service,
            Tag tag,
            List<UpstreamResource> resources,
            Evidence evidence,
            @Nullable AgentCredential credential,
            CallGuard guard) {
        this.agent = agent;
        this.category = category;
        this.service = service;
        this.tag = tag;
        this.resources = List.copyOf(resources);
        this.evidence = evidence;
        this.credential = credential;
        this.guard = guard;
    }

    /**
     * Creates a request about resources whose creation never completed, unguarded.
     *
     * @param agent whose
     * @param category which category
     * @param service which of the provider's services
     * @param tag the tag that the resources bear
     * @param resources every resource known, oldest first
     * @param evidence what the decision to revoke is based on
     * @return the request
     */
    public static RevokeRequest of(
            AgentId agent,
            Category category,
            String service,
            Tag tag,
            List<UpstreamResource> resources,
            Evidence evidence) {
        return new RevokeRequest(agent, category, service, tag, resources, evidence, null, CallGuard.none());
    }

    /**
     * Returns a copy with what was kept of the credential.
     *
     * @param kept the credential, with the items that the provider asked to keep
     * @return the copy
     */
    public RevokeRequest withCredential(AgentCredential kept) {
        return new RevokeRequest(agent, category, service, tag, resources, evidence, kept, guard);
    }

    /**
     * Returns a copy whose calls are guarded.
     *
     * @param newGuard asked before each upstream call
     * @return the copy
     */
    public RevokeRequest guardedBy(CallGuard newGuard) {
        return new RevokeRequest(agent, category, service, tag, resources, evidence, credential, newGuard);
    }

    /**
     * Returns whose.
     *
     * @return the value
     */
    public AgentId agent() {
        return agent;
    }

    /**
     * Returns which category.
     *
     * @return the value
     */
    public Category category() {
        return category;
    }

    /**
     * Returns which of the provider's services.
     *
     * @return the value
     */
    public String service() {
        return service;
    }

    /**
     * Returns the tag that the resources bear.
     *
     * @return the value
     */
    public Tag tag() {
        return tag;
    }

    /**
     * Returns every resource known, oldest first.
     *
     * @return the value
     */
    public List<UpstreamResource> resources() {
        return resources;
    }

    /**
     * Returns what the decision to revoke is based on.
     *
     * @return the evidence; what the provider sees for itself is more of it
     */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Returns what the provider asked to keep of the stored credential. If there, nothing is to be looked for beyond the resources and the ids it holds.
     *
     * @return the credential, or empty if creation never completed
     */
    public Optional<AgentCredential> credential() {
        return Optional.ofNullable(credential);
    }

    /**
     * Returns what to ask before each upstream call.
     *
     * @return the value
     */
    public CallGuard guard() {
        return guard;
    }

    @Override
    public String toString() {
        return "RevokeRequest[agent=" + agent + ", category=" + category + ", service=" + service + ", tag=" + tag
                + ", resources=" + resources + ", evidence=" + evidence + ", credential=" + credential + "]";
    }
}
