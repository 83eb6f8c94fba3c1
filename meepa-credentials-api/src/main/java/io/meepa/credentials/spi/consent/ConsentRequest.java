package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import java.net.URI;
import java.util.Map;
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
    private final String challenge;
    private final Map<String, Secret> earlier;
    private final ConsentCheckpoint checkpoint;

    private ConsentRequest(
            AgentId agent, String service, Set<String> scopes, Secret state, @Nullable URI redirectUri, Terms terms) {
        this.agent = agent;
        this.service = service;
        this.scopes = Set.copyOf(scopes);
        this.state = state;
        this.redirectUri = redirectUri;
        this.guard = terms.guard();
        this.challenge = terms.challenge();
        this.earlier = Map.copyOf(terms.earlier());
        this.checkpoint = terms.checkpoint();
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
        return new ConsentRequest(agent, service, Set.of(), state, null, Terms.NONE);
    }

    /**
     * Returns a copy that asks for these scopes beside those of the configuration.
     *
     * @param wanted the scopes
     * @return the copy
     */
    public ConsentRequest asking(Set<String> wanted) {
        return new ConsentRequest(agent, service, wanted, state, redirectUri, terms());
    }

    /**
     * Returns a copy that names where the browser comes back.
     *
     * @param callback the address
     * @return the copy
     */
    public ConsentRequest redirectingTo(URI callback) {
        return new ConsentRequest(agent, service, scopes, state, callback, terms());
    }

    /**
     * Returns a copy with a guard that is asked before each call.
     *
     * @param newGuard the guard
     * @return the copy
     */
    public ConsentRequest guardedBy(CallGuard newGuard) {
        return with(new Terms(newGuard, challenge, earlier, checkpoint));
    }

    /**
     * Returns a copy that answers a challenge of the service's own server.
     *
     * @param wwwAuthenticate the value of its header {@code WWW-Authenticate}, empty for none
     * @return the copy
     */
    public ConsentRequest answering(String wwwAuthenticate) {
        return with(new Terms(guard, wwwAuthenticate, earlier, checkpoint));
    }

    /**
     * Returns a copy that knows what is there since earlier: what an unfinished sign-in kept, and the items of the
     * connection. A provider finds its registration there, and makes no second one.
     *
     * @param values values by name; stay the caller's
     * @return the copy
     */
    public ConsentRequest knowing(Map<String, Secret> values) {
        return with(new Terms(guard, challenge, values, checkpoint));
    }

    /**
     * Returns a copy with what makes durable what the flow learns before the sign-in has begun.
     *
     * @param newCheckpoint the checkpoint
     * @return the copy
     */
    public ConsentRequest recordingAt(ConsentCheckpoint newCheckpoint) {
        return with(new Terms(guard, challenge, earlier, newCheckpoint));
    }

    /**
     * Returns the challenge that is answered.
     *
     * @return the header's value, empty if there was none
     */
    public String challenge() {
        return challenge;
    }

    /**
     * Returns what is there since earlier.
     *
     * @return values by name
     */
    public Map<String, Secret> earlier() {
        return earlier;
    }

    /**
     * Returns what makes durable what the flow learns before the sign-in has begun.
     *
     * @return the checkpoint
     */
    public ConsentCheckpoint checkpoint() {
        return checkpoint;
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

    private ConsentRequest with(Terms terms) {
        return new ConsentRequest(agent, service, scopes, state, redirectUri, terms);
    }

    private Terms terms() {
        return new Terms(guard, challenge, earlier, checkpoint);
    }

    private record Terms(CallGuard guard, String challenge, Map<String, Secret> earlier, ConsentCheckpoint checkpoint) {

        private static final Terms NONE = new Terms(CallGuard.none(), "", Map.of(), ConsentCheckpoint.none());
    }
}
