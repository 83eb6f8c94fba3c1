package io.meepa.credentials.store.postgres;

import io.meepa.credentials.model.AgentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a session keeps of the documents it read: the version of each, and the last few as a whole, since whoever reads one
 * often writes it next. Thread-safe.
 */
final class Snapshots {

    private static final int MOST = 16;

    private final Map<AgentId, Snapshot.Kept> versions = new ConcurrentHashMap<>();

    // The least recently used first; guarded by itself.
    private final Map<AgentId, Snapshot> last = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    Optional<Snapshot.Kept> kept(AgentId agent) {
        return Optional.ofNullable(versions.get(agent));
    }

    Optional<Snapshot> whole(AgentId agent) {
        synchronized (last) {
            return Optional.ofNullable(last.get(agent));
        }
    }

    void put(AgentId agent, Snapshot snapshot) {
        versions.put(agent, snapshot.kept());
        synchronized (last) {
            last.put(agent, snapshot);
            if (last.size() > MOST) {
                last.remove(last.keySet().iterator().next());
            }
        }
    }

    void remove(AgentId agent) {
        versions.remove(agent);
        synchronized (last) {
            last.remove(agent);
        }
    }

    void clear() {
        versions.clear();
        synchronized (last) {
            last.clear();
        }
    }
}
