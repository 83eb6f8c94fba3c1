package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.config.AutoProvisioningChoice;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.AutoProvisioningState;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent's automatic provisioning: one run at a time, and none for a while after one that failed. */
final class AgentAutoProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(AgentAutoProvisioner.class);
    private static final CompletableFuture<Void> NOTHING_TO_WAIT_FOR = CompletableFuture.completedFuture(null);

    private final AgentId agent;
    private final AutoProvisioningChoice choice;
    private final AutoProvisionerThreads threads;
    private final Backoff backoff;

    /** Completes when the run ends or its budget does. */
    private @Nullable CompletableFuture<Void> underWay;

    private boolean suspended;

    AgentAutoProvisioner(AgentId agent, AutoProvisioningChoice choice, AutoProvisionerThreads threads, Clock clock) {
        this.agent = agent;
        this.choice = choice;
        this.threads = threads;
        this.backoff = new Backoff(choice.retryAfter(), clock);
    }

    /** Starts a run or joins the one under way; returns what a read waits for. */
    CompletableFuture<Void> join(ProvisioningTask task) {
        AutoProvisioningState standing = standing();
        boolean idle = standing == AutoProvisioningState.SUSPENDED || standing == AutoProvisioningState.WAITING;
        return idle || !task.wanted() ? NOTHING_TO_WAIT_FOR : begin(task);
    }

    /** Returns where it stands; pending if nothing keeps a run from beginning. */
    synchronized AutoProvisioningState standing() {
        if (suspended) {
            return AutoProvisioningState.SUSPENDED;
        }
        if (underWay != null) {
            return AutoProvisioningState.RUNNING;
        }
        return backoff.waits() ? AutoProvisioningState.WAITING : AutoProvisioningState.PENDING;
    }

    synchronized void suspend() {
        suspended = true;
    }

    synchronized void resume() {
        suspended = false;
        backoff.forget();
    }

    private synchronized CompletableFuture<Void> begin(ProvisioningTask task) {
        if (underWay != null) {
            return underWay;
        }
        if (standing() != AutoProvisioningState.PENDING) {
            return NOTHING_TO_WAIT_FOR;
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Future<?> budget = threads.after(choice.budget(), () -> ready.complete(null));
        underWay = ready;
        try {
            threads.runs().execute(() -> run(task, ready, budget));
        } catch (RejectedExecutionException e) {
            // The manager is being closed.
            ended(ready, budget, true);
        }
        return ready;
    }

    private void run(ProvisioningTask task, CompletableFuture<Void> ready, Future<?> budget) {
        boolean well = false;
        try {
            well = task.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "agent {}: automatic provisioning failed: {}",
                    agent,
                    e.getClass().getSimpleName());
        } finally {
            ended(ready, budget, well);
        }
    }

    private void ended(CompletableFuture<Void> ready, Future<?> budget, boolean well) {
        synchronized (this) {
            underWay = null;
            if (well) {
                backoff.forget();
            } else {
                backoff.failed();
            }
        }
        budget.cancel(true);
        ready.complete(null);
    }
}
