package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreLock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which agents have a flight under way in this session, and whether it has written. Thread-safe. */
final class Flights {

    /** The lock that the engine holds for as long as a flight. */
    static final String LOCK = "flight";

    private final Map<AgentId, Boolean> written = new ConcurrentHashMap<>();

    StoreLock begun(AgentId agent, StoreLock lock) {
        written.put(agent, false);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                written.remove(agent);
                lock.close();
            }
        };
    }

    boolean hasWritten(AgentId agent) {
        return written.getOrDefault(agent, false);
    }

    void wrote(AgentId agent) {
        written.computeIfPresent(agent, (key, before) -> true);
    }
}
