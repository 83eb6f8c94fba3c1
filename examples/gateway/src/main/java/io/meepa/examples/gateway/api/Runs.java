package io.meepa.examples.gateway.api;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.model.AgentId;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.view.FormViews;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The last run of each agent, on threads of its own: no request waits for a service, and a page that was closed finds its run
 * again. Thread-safe.
 */
public final class Runs implements CredentialListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Runs.class.getName());
    private static final int AT_ONCE = 8;

    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<AgentId, Run> last = new ConcurrentHashMap<>();

    /**
     * Creates one without runs.
     *
     * @param clock when runs begin
     */
    public Runs(Clock clock) {
        this.clock = clock;
    }

    /** Starts a run, unless one of the agent is under way. */
    Run begin(AgentId agent, String kind, Consumer<Run> work) {
        Run run = new Run(kind, clock.instant());
        last.compute(agent, (id, former) -> {
            if (former != null && !former.over()) {
                throw new Refusal(409, "busy", "a run of this agent is under way: wait for its end");
            }
            return run;
        });
        threads.execute(() -> carryOut(run, work));
        return run;
    }

    Optional<Run> last(AgentId agent) {
        return Optional.ofNullable(last.get(agent));
    }

    @Override
    public void on(CredentialEvent event) {
        Run run = last.get(event.agent());
        if (run != null && !run.over() && event.kind() != CredentialEvent.Kind.STORE_NOTICE) {
            run.item(event.subject(), FormViews.lower(event.phase()));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private static void carryOut(Run run, Consumer<Run> work) {
        try {
            work.accept(run);
        } catch (CredentialException e) {
            run.end("stopped", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            run.end("stopped", "this should not have happened: see the gateway's log");
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a run ended with " + e.getClass().getName());
        }
    }
}
