package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider is asked to create, or to look at. Immutable. */
public final class IssueRequest {

    private final AgentId agent;
    private final Category category;
    private final String service;
    private final Tag tag;
    private final Checkpoint checkpoint;
    private final AgentProfile profile;
    private final @Nullable Resumption resumption;
    private final CallGuard guard;

    private IssueRequest(
            AgentId agent,
            Category category,
            String service,
            Tag tag,
            Checkpoint checkpoint,
            AgentProfile profile,
            @Nullable Resumption resumption,
            CallGuard guard) {
        this.agent = agent;
        this.category = category;
        this.service = service;
        this.tag = tag;
        this.checkpoint = checkpoint;
        this.profile = profile;
        this.resumption = resumption;
        this.guard = guard;
    }

    /**
     * Creates a first request, unguarded and for an agent that asks for nothing of its own.
     *
     * @param agent for whom
     * @param category which category
     * @param service which of the provider's services
     * @param tag marks the resource as ours
     * @param checkpoint makes a learnt resource durable
     * @return the request
     */
    public static IssueRequest of(AgentId agent, Category category, String service, Tag tag, Checkpoint checkpoint) {
        return new IssueRequest(agent, category, service, tag, checkpoint, AgentProfile.none(), null, CallGuard.none());
    }

    /**
     * Returns a copy for what the agent's configuration asks for.
     *
     * @param newProfile what it asks for
     * @return the copy
     */
    public IssueRequest withProfile(AgentProfile newProfile) {
        return new IssueRequest(agent, category, service, tag, checkpoint, newProfile, resumption, guard);
    }

    /**
     * Returns a copy that continues with what earlier attempts left.
     *
     * @param earlier what they left
     * @return the copy
     */
    public IssueRequest resuming(Resumption earlier) {
        return new IssueRequest(agent, category, service, tag, checkpoint, profile, earlier, guard);
    }

    /**
     * Returns a copy whose calls are guarded.
     *
     * @param newGuard asked before each upstream call
     * @return the copy
     */
    public IssueRequest guardedBy(CallGuard newGuard) {
        return new IssueRequest(agent, category, service, tag, checkpoint, profile, resumption, newGuard);
    }

    /**
     * Returns for whom.
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
     * Returns what marks the resource as ours; the same over all attempts of one operation. In a request about a stored
     * credential it is the tag that the resource bears.
     *
     * @return the value
     */
    public Tag tag() {
        return tag;
    }

    /**
     * Returns what makes a learnt resource durable.
     *
     * @return the value
     */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /**
     * Returns what the agent's configuration asks for.
     *
     * @return the value
     */
    public AgentProfile profile() {
        return profile;
    }

    /**
     * Returns what earlier attempts left.
     *
     * @return what they left, or empty for the first attempt
     */
    public Optional<Resumption> resumption() {
        return Optional.ofNullable(resumption);
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
        return "IssueRequest[agent=" + agent + ", category=" + category + ", service=" + service + ", tag=" + tag
                + ", profile=" + profile + ", resumption=" + resumption + "]";
    }
}
