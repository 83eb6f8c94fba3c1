package io.meepa.credentials.telemetry;

import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.event.ProviderCall;
import io.meepa.credentials.model.AgentId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;

/**
 * Four Micrometer timers, each of which counts as well: {@code meepa.credentials} by kind and outcome,
 * {@code meepa.credentials.call} by operation, service and outcome, {@code meepa.credentials.lock.wait} by whether the lock got
 * free, and {@code meepa.credentials.open}. For {@code CredentialManagerBuilder.metrics}. Thread-safe.
 */
public final class CredentialMeters implements CredentialMetrics {

    /** Times what ended. */
    public static final String ENDED = "meepa.credentials";

    /** Times calls of providers. */
    public static final String CALLED = "meepa.credentials.call";

    /** Times how long runs waited for other runs. */
    public static final String WAITED = "meepa.credentials.lock.wait";

    /** Times how long managers took to open. */
    public static final String OPENED = "meepa.credentials.open";

    private final MeterRegistry registry;
    private final boolean byAgent;

    private CredentialMeters(MeterRegistry registry, boolean byAgent) {
        this.registry = registry;
        this.byAgent = byAgent;
    }

    /**
     * Measures all agents together: as many time series as there are kinds and outcomes.
     *
     * @param registry where meters are kept
     * @return the measuring
     */
    public static CredentialMeters of(MeterRegistry registry) {
        return new CredentialMeters(registry, false);
    }

    /**
     * Measures each agent by itself, for hosts that have a few: time series multiply by their number.
     *
     * @param registry where meters are kept
     * @return the measuring
     */
    public static CredentialMeters byAgent(MeterRegistry registry) {
        return new CredentialMeters(registry, true);
    }

    @Override
    public void ended(Kind kind, Phase outcome, AgentId agent, Duration took) {
        Tags tags = Tags.of("kind", label(kind), "outcome", label(outcome));
        registry.timer(ENDED, with(agent, tags)).record(took);
    }

    @Override
    public void called(ProviderCall call, Phase outcome, AgentId agent, Duration took) {
        Tags tags = Tags.of("operation", label(call.operation()), "service", call.service(), "outcome", label(outcome));
        registry.timer(CALLED, with(agent, tags)).record(took);
    }

    @Override
    public void waited(AgentId agent, boolean free, Duration waited) {
        registry.timer(WAITED, with(agent, Tags.of("free", Boolean.toString(free))))
                .record(waited);
    }

    @Override
    public void opened(Duration took) {
        registry.timer(OPENED).record(took);
    }

    private Tags with(AgentId agent, Tags tags) {
        return byAgent ? tags.and("agent", agent.value()) : tags;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
