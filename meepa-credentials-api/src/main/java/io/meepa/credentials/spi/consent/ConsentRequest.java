package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sign-in that is to begin. Immutable. */
public final class ConsentRequest {

    private final AgentId agent;
    private final String service;
    private final Set<String> scopes;
    private final Secret state;
    private final @Nullable URI redirectUri;
    private final CallGuard guard;

    private ConsentRequest(
            AgentId agent,
            String service,
            Set<String> scopes,
            Secret state,
            @Nullable URI redirectUri,
            CallGuard guard) {
        this.agent = agent;
        this.service = service;
        this.scopes = Set.copyOf(scopes);
        this.state = state;
        this.redirectUri = redirectUri;
        this.guard = guard;
    }

    /**
     * Creates a request for what the configuration asks for.
     *
     * @param agent for whom
     * @param service which service
     * @param state what the browser has to bring back; stays the caller's
     * @return the request
     */
    public static ConsentRequest of(AgentId agent, String service, Secret state) {
        return new ConsentRequest(agent, service, Set.of(), state, null, CallGuard.none());
    }

    /**
     * Returns a copy that asks for these scopes beside those of the configuration.
     *
     * @param wanted the scopes
     * @return the copy
     */
    public ConsentRequest asking(Set<String> wanted) {
        return new ConsentRequest(agent, service, wanted, state, redirectUri, guard);
    }

    /**
     * Returns a copy that names where the browser comes back.
     *
     * @param callback the address
     * @return the copy
     */
    public ConsentRequest redirectingTo(URI callback) {
        return new ConsentRequest(agent, service, scopes, state, callback, guard);
    }

    /**
     * Returns a copy with a guard that is asked before each call.
     *
     * @param newGuard the guard
     * @return the copy
     */
    public ConsentRequest guardedBy(CallGuard newGuard) {
        return new ConsentRequest(agent, service, scopes, state, redirectUri, newGuard);
    }

    /**
     * Returns the guard to ask before each call.
     *
     * @return the guard
     */
    public CallGuard guard() {
        return guard;
    }

    /**
     * Returns for whom.
     *
     * @return the agent
     */
    public AgentId agent() {
        return agent;
    }

    /**
     * Returns which service.
     *
     * @return the service
     */
    public String service() {
        return service;
    }

    /**
     * Returns what is asked for beside what the configuration says.
     *
     * @return the scopes
     */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * Returns what the browser has to bring back.
     *
     * @return the state
     */
    public Secret state() {
        return state;
    }

    /**
     * Returns where the browser comes back.
     *
     * @return the address, or empty for the only one that is configured
     */
    public Optional<URI> redirectUri() {
        return Optional.ofNullable(redirectUri);
    }

    @Override
    public String toString() {
        return "ConsentRequest[" + agent + ", " + service + "]";
    }
}
