package io.meepa.credentials.core.ensure;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.EnsureState;
import io.meepa.credentials.core.config.EnsureChoice;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Automatic provisioning of a manager's agents, for hosts that switched it on. Nothing is cached but failures: what is
 * missing is read off the document each time, so that a success of another process counts, and one that was undone does
 * not. Thread-safe.
 */
public final class Ensures {

    private static final Logger LOG = LoggerFactory.getLogger(Ensures.class);

    private final EnsureChoice choice;
    private final Set<AgentId> agents;
    private final EnsureThreads threads;
    private final Clock clock;
    private final Map<AgentId, AgentEnsure> states = new ConcurrentHashMap<>();

    /**
     * Makes the automatic provisioning of a manager.
     *
     * @param choice whether and how patiently
     * @param agents the agents that the configuration lists: no other is provisioned because somebody read its name
     * @param threads what runs run on
     * @param clock tells when to try again
     */
    public Ensures(EnsureChoice choice, Set<AgentId> agents, EnsureThreads threads, Clock clock) {
        this.choice = choice;
        this.agents = Set.copyOf(agents);
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Tells whether reads of an agent's credentials begin anything at all.
     *
     * @param agent whose credentials are read
     * @return false if {@link #before} does nothing
     */
    public boolean covers(AgentId agent) {
        return choice.enabled() && agents.contains(agent);
    }

    /**
     * Begins what a read wants, or joins it, and waits for at most the budget. Never throws: the read goes on with what is
     * there.
     *
     * @param agent whose credentials are read
     * @param task what is missing
     */
    public void before(AgentId agent, EnsureTask task) {
        if (!covers(agent)) {
            return;
        }
        try {
            await(of(agent).join(task));
        } catch (RuntimeException e) {
            // The read itself tells what is wrong with the document.
            LOG.warn(
                    "agent {}: automatic provisioning did not begin: {}",
                    agent,
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Switches it off for an agent that is taken away.
     *
     * @param agent the agent
     */
    public void suspend(AgentId agent) {
        of(agent).suspend();
    }

    /**
     * Switches it on again for an agent that the host provisions itself.
     *
     * @param agent the agent
     */
    public void resume(AgentId agent) {
        of(agent).resume();
    }

    /**
     * Tells whether an agent was taken away since it was last provisioned.
     *
     * @param agent the agent
     * @return whether it was
     */
    public boolean isSuspended(AgentId agent) {
        return of(agent).standing() == EnsureState.SUSPENDED;
    }

    /**
     * Tells how far it is.
     *
     * @param agent the agent
     * @param task what is missing
     * @return the state
     */
    public EnsureState state(AgentId agent, EnsureTask task) {
        if (!covers(agent)) {
            return EnsureState.OFF;
        }
        EnsureState standing = of(agent).standing();
        return standing == EnsureState.PENDING && !task.wanted() ? EnsureState.COMPLETE : standing;
    }

    private AgentEnsure of(AgentId agent) {
        return states.computeIfAbsent(agent, id -> new AgentEnsure(id, choice, threads, clock));
    }

    private static void await(CompletableFuture<Void> ready) {
        try {
            ready.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
