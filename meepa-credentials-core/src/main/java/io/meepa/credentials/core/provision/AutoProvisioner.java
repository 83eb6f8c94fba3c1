package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.config.AutoProvisioningChoice;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.AutoProvisioningState;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Automatic provisioning of a manager's agents, for hosts that switched it on. Nothing is cached but failures: what is
 * missing is read off the document each time, so that a success of another process counts, and one that was undone does
 * not. Thread-safe.
 */
public final class AutoProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(AutoProvisioner.class);

    private final AutoProvisioningChoice choice;
    private final Predicate<AgentId> agents;
    private final AutoProvisionerThreads threads;
    private final Clock clock;
    private final Map<AgentId, AgentAutoProvisioner> states = new ConcurrentHashMap<>();

    /**
     * Creates the automatic provisioning of a manager.
     *
     * @param choice whether and how patiently
     * @param agents knows the agents that the host named: no other is provisioned because somebody read its name
     * @param threads what runs run on
     * @param clock the current time, for when to try again
     */
    public AutoProvisioner(
            AutoProvisioningChoice choice, Predicate<AgentId> agents, AutoProvisionerThreads threads, Clock clock) {
        this.choice = choice;
        this.agents = agents;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Returns whether reads of an agent's credentials begin anything at all.
     *
     * @param agent whose credentials are read
     * @return false if {@link #before} does nothing
     */
    public boolean covers(AgentId agent) {
        return choice.enabled() && agents.test(agent);
    }

    /**
     * Starts what a read wants, or joins it, and waits for at most the budget. Never throws: the read continues with what is
     * there.
     *
     * @param agent whose credentials are read
     * @param task what is missing
     */
    public void before(AgentId agent, ProvisioningTask task) {
        if (!covers(agent)) {
            return;
        }
        try {
            await(of(agent).join(task));
        } catch (RuntimeException e) {
            // The read itself reports what is wrong with the document.
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
     * Returns whether an agent was taken away since it was last provisioned.
     *
     * @param agent the agent
     * @return whether it was
     */
    public boolean isSuspended(AgentId agent) {
        return of(agent).standing() == AutoProvisioningState.SUSPENDED;
    }

    /**
     * Returns how far it is.
     *
     * @param agent the agent
     * @param task what is missing
     * @return the state
     */
    public AutoProvisioningState state(AgentId agent, ProvisioningTask task) {
        if (!covers(agent)) {
            return AutoProvisioningState.OFF;
        }
        AutoProvisioningState standing = of(agent).standing();
        return standing == AutoProvisioningState.PENDING && !task.wanted() ? AutoProvisioningState.COMPLETE : standing;
    }

    private AgentAutoProvisioner of(AgentId agent) {
        return states.computeIfAbsent(agent, id -> new AgentAutoProvisioner(id, choice, threads, clock));
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
