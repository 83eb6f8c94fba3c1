package io.meepa.credentials.spi.call;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Input to a token refresh. Immutable. */
public final class RefreshRequest {

    private final AgentId agent;
    private final AgentCredential source;
    private final AgentProfile profile;
    private final @Nullable Instant last;
    private final CallGuard guard;

    private RefreshRequest(
            AgentId agent, AgentCredential source, AgentProfile profile, @Nullable Instant last, CallGuard guard) {
        this.agent = agent;
        this.source = source;
        this.profile = profile;
        this.last = last;
        this.guard = guard;
    }

    /**
     * Creates a request, unguarded and for an agent that asks for nothing of its own.
     *
     * @param agent whose
     * @param source what the token is obtained with
     * @return the request
     */
    public static RefreshRequest of(AgentId agent, AgentCredential source) {
        return new RefreshRequest(agent, source, AgentProfile.none(), null, CallGuard.none());
    }

    /**
     * Returns a copy for what the agent's configuration asks for.
     *
     * @param newProfile what it asks for
     * @return the copy
     */
    public RefreshRequest withProfile(AgentProfile newProfile) {
        return new RefreshRequest(agent, source, newProfile, last, guard);
    }

    /**
     * Returns a copy that says when a token was obtained last.
     *
     * @param at the time
     * @return the copy
     */
    public RefreshRequest lastGot(Instant at) {
        return new RefreshRequest(agent, source, profile, at, guard);
    }

    /**
     * Returns a copy whose calls are guarded.
     *
     * @param newGuard asked before each upstream call
     * @return the copy
     */
    public RefreshRequest guardedBy(CallGuard newGuard) {
        return new RefreshRequest(agent, source, profile, last, newGuard);
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
     * Returns the stored token with all its items, for a provider of tokens; for another, the credential it issued.
     *
     * @return the value
     */
    public AgentCredential source() {
        return source;
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
     * Returns when a token was obtained last.
     *
     * @return the time, or empty if none is on record
     */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /**
     * Returns what to ask before each upstream call.
     *
     * @return the value
     */
    public CallGuard guard() {
        return guard;
    }

    /**
     * Returns the service that the token is for.
     *
     * @return the source's service
     */
    public String service() {
        return source.service();
    }

    @Override
    public String toString() {
        return "RefreshRequest[agent=" + agent + ", source=" + source + ", profile=" + profile + ", last=" + last + "]";
    }
}
