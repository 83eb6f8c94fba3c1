package io.meepa.credentials.core.operation;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.audit.AuditTrail;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.event.ProviderCall;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.store.StoreNotice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what happens to the audit trail, listeners, metrics and the log. A listener's failure never hides the change. Of the
 * audit trail, only a beginning that could not be recorded stops anything, and only where the configuration says so.
 */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.meepa.credentials");

    private final List<CredentialListener> listeners;
    private final List<CredentialMetrics> metrics;
    private final Optional<AuditTrail> audit;
    private final Clock clock;

    /** Creates the events of a manager. */
    public Events(
            List<CredentialListener> listeners,
            List<CredentialMetrics> metrics,
            Optional<AuditTrail> audit,
            Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.metrics = List.copyOf(metrics);
        this.audit = audit;
        this.clock = clock;
    }

    /** Runs a mutation or reveal between its begin and its end. */
    public <T> T around(AgentId agent, Kind kind, Object subject, Supplier<T> action) {
        return isAlone() ? action.get() : reported(agent, kind, subject.toString(), action, done -> Optional.empty());
    }

    /** Runs what cannot be undone between its begin and its end, which names what it was based on. */
    public <T> T around(
            AgentId agent, Kind kind, String subject, Supplier<T> action, Function<T, Optional<Evidence>> basis) {
        return reported(agent, kind, subject, action, basis);
    }

    private <T> T reported(
            AgentId agent, Kind kind, String subject, Supplier<T> action, Function<T, Optional<Evidence>> basis) {
        Course course = begin(agent, kind, subject, "");
        T result;
        try {
            result = action.get();
        } catch (RuntimeException e) {
            course.failed(e.getClass().getSimpleName());
            throw e;
        }
        course.ended(true, "", basis.apply(result));
        return result;
    }

    /** Returns whether there is no listener. Reads are so cheap that reporting to none would cost most of their time. */
    public boolean isAlone() {
        return listeners.isEmpty() && audit.isEmpty() && metrics.isEmpty() && !LOG.isDebugEnabled();
    }

    /**
     * Reports that something begins; the caller reports its end.
     *
     * @throws AuditUnavailableException if it cannot be recorded, and must not happen then
     */
    public Course begin(AgentId agent, Kind kind, String subject, String detail) {
        CredentialEvent event = event(agent, kind, Phase.BEGUN, subject, detail, Optional.empty());
        long number = record(event, 0);
        publish(event);
        return new Course(event, number);
    }

    /** Reports what neither begins nor ends. */
    public void report(AgentId agent, Kind kind, Phase phase, String subject, String detail) {
        CredentialEvent event = event(agent, kind, phase, subject, detail, Optional.empty());
        record(event, 0);
        publish(event);
    }

    /** Reports what a store noticed. */
    public void notice(StoreNotice notice) {
        LOG.warn("{}: {}: {}", notice.agent(), notice.code(), notice.message());
        report(notice.agent(), Kind.STORE_NOTICE, Phase.NOTED, notice.code(), notice.message());
    }

    /** Reports how long a call of a provider took, and how it ended. */
    <T> T calling(AgentId agent, Operation operation, Supplier<T> call) {
        if (metrics.isEmpty()) {
            return call.get();
        }
        Instant since = clock.instant();
        Phase outcome = Phase.FAILED;
        try {
            T result = call.get();
            outcome = Phase.SUCCEEDED;
            return result;
        } finally {
            ProviderCall called = new ProviderCall(operation.kind(), operation.category(), operation.service());
            Duration took = since(since);
            Phase ended = outcome;
            measure(counter -> counter.called(called, ended, agent, took));
        }
    }

    /** Reports how long a run waited for its turn. */
    <T> T waiting(AgentId agent, Supplier<T> turn) {
        Instant since = clock.instant();
        boolean free = false;
        try {
            T taken = turn.get();
            free = true;
            return taken;
        } finally {
            Duration waited = since(since);
            boolean got = free;
            measure(counter -> counter.waited(agent, got, waited));
        }
    }

    /** Reports how long it took to open the manager. */
    public void opened(Instant since) {
        Duration took = since(since);
        measure(counter -> counter.opened(took));
    }

    private CredentialEvent event(
            AgentId agent, Kind kind, Phase phase, String subject, String detail, Optional<Evidence> evidence) {
        return new CredentialEvent(clock.instant(), agent, kind, phase, subject, detail, evidence);
    }

    private long record(CredentialEvent event, long begun) {
        if (audit.isEmpty()) {
            return 0;
        }
        try {
            return audit.get().record(event, begun);
        } catch (AuditUnavailableException e) {
            if (event.phase() == Phase.BEGUN && audit.get().refusing()) {
                throw e;
            }
            LOG.warn("{}", e.getMessage());
            return 0;
        }
    }

    private void publish(CredentialEvent event) {
        LOG.debug(
                "{} {} {} {} {} {}",
                event.agent(),
                event.kind(),
                event.phase(),
                event.subject(),
                event.detail(),
                event.evidence().map(Evidence::toString).orElse(""));
        for (CredentialListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("listener {} failed on {} {}", listener.getClass().getName(), event.kind(), event.phase());
            }
        }
    }

    private void measure(Consumer<CredentialMetrics> measurement) {
        for (CredentialMetrics counter : metrics) {
            try {
                measurement.accept(counter);
            } catch (RuntimeException e) {
                LOG.warn("metrics {} failed", counter.getClass().getName());
            }
        }
    }

    /** A clock that was put back makes nothing last less than no time. */
    private Duration since(Instant instant) {
        Duration took = Duration.between(instant, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** Something under way, from its begin to its end. */
    public final class Course {

        private final CredentialEvent begun;
        private final long number;

        private Course(CredentialEvent begun, long number) {
            this.begun = begun;
            this.number = number;
        }

        /** Reports that it succeeded. */
        public void succeeded(String detail) {
            ended(true, detail);
        }

        /** Reports that it failed. */
        public void failed(String detail) {
            ended(false, detail);
        }

        /** Reports its end. */
        public void ended(boolean well, String detail) {
            ended(well, detail, Optional.empty());
        }

        /** Reports its end, and what it was based on. */
        public void ended(boolean well, String detail, Optional<Evidence> evidence) {
            Phase phase = well ? Phase.SUCCEEDED : Phase.FAILED;
            CredentialEvent event = event(begun.agent(), begun.kind(), phase, begun.subject(), detail, evidence);
            record(event, number);
            publish(event);
            Duration took = since(begun.at());
            measure(counter -> counter.ended(begun.kind(), phase, begun.agent(), took));
        }
    }
}
