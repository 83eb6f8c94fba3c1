package io.meepa.credentials.spi.consent;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
import java.util.Map;

/** What came of the first half of a sign-in. Immutable. */
public final class ConsentAnswer {

    private final AgentId agent;
    private final String service;
    private final CallbackParameters callback;
    private final Map<String, Secret> kept;
    private final CallGuard guard;

    private ConsentAnswer(
            AgentId agent, String service, CallbackParameters callback, Map<String, Secret> kept, CallGuard guard) {
        this.agent = agent;
        this.service = service;
        this.callback = callback;
        this.kept = Map.copyOf(kept);
        this.guard = guard;
    }

    /**
     * Creates an answer without a callback, unguarded.
     *
     * @param agent for whom
     * @param service which service
     * @param kept what the first half kept
     * @return the answer
     */
    public static ConsentAnswer of(AgentId agent, String service, Map<String, Secret> kept) {
        return new ConsentAnswer(agent, service, CallbackParameters.ofQuery(""), kept, CallGuard.none());
    }

    /**
     * Returns a copy with what the browser brought back. Its state was checked.
     *
     * @param parameters the callback's parameters
     * @return the copy
     */
    public ConsentAnswer bringing(CallbackParameters parameters) {
        return new ConsentAnswer(agent, service, parameters, kept, guard);
    }

    /**
     * Returns a copy whose calls are guarded.
     *
     * @param newGuard what is asked before each upstream call
     * @return the copy
     */
    public ConsentAnswer guardedBy(CallGuard newGuard) {
        return new ConsentAnswer(agent, service, callback, kept, newGuard);
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
     * Returns what the browser brought back.
     *
     * @return the parameters
     */
    public CallbackParameters callback() {
        return callback;
    }

    /**
     * Returns what the first half kept.
     *
     * @return values by name
     */
    public Map<String, Secret> kept() {
        return kept;
    }

    /**
     * Returns what to ask before each upstream call.
     *
     * @return the guard
     */
    public CallGuard guard() {
        return guard;
    }

    @Override
    public String toString() {
        return "ConsentAnswer[" + agent + ", " + service + "]";
    }
}
