package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.spi.StoreNotice;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners and the log what happens. A listener's failure never hides the change. */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.meepa.credentials");

    private final List<CredentialListener> listeners;
    private final Clock clock;

    Events(List<CredentialListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Runs a mutation or reveal between its begin and its end. */
    <T> T around(AgentId agent, Kind kind, String subject, Supplier<T> action) {
        tell(agent, kind, Phase.BEGUN, subject, "");
        T result;
        try {
            result = action.get();
        } catch (RuntimeException e) {
            tell(agent, kind, Phase.FAILED, subject, e.getClass().getSimpleName());
            throw e;
        }
        tell(agent, kind, Phase.SUCCEEDED, subject, "");
        return result;
    }

    void tell(AgentId agent, Kind kind, Phase phase, String subject, String detail) {
        CredentialEvent event = new CredentialEvent(clock.instant(), agent, kind, phase, subject, detail);
        LOG.debug("{} {} {} {} {}", agent, kind, phase, subject, detail);
        for (CredentialListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("listener {} failed on {} {}", listener.getClass().getName(), kind, phase);
            }
        }
    }

    void notice(StoreNotice notice) {
        LOG.warn("{}: {}: {}", notice.agent(), notice.code(), notice.message());
        tell(notice.agent(), Kind.STORE_NOTICE, Phase.NOTED, notice.code(), notice.message());
    }
}
