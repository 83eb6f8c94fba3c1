package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.Revision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a session keeps of the documents it read: the version of each, and the last few as a whole, since a reader often
 * writes next. So an open agent's secrets are not kept here for long. Thread-safe.
 */
final class Snapshots {

    static final int MOST = 16;

    private final Map<AgentId, CachedVersion> versions = new ConcurrentHashMap<>();

    // The least recently used first; guarded by itself.
    private final Map<AgentId, Snapshot> last = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    Optional<CachedVersion> version(AgentId agent) {
        return Optional.ofNullable(versions.get(agent));
    }

    /** The document of that version, if it is still kept. */
    Optional<Snapshot> whole(AgentId agent) {
        return version(agent)
                .flatMap(version -> last(agent)
                        .filter(snapshot -> snapshot.revision().equals(version.revision()))
                        .map(snapshot -> snapshot.at(version)));
    }

    private Optional<Snapshot> last(AgentId agent) {
        synchronized (last) {
            return Optional.ofNullable(last.get(agent));
        }
    }

    void put(AgentId agent, Snapshot snapshot) {
        versions.put(agent, snapshot.cached());
        synchronized (last) {
            last.put(agent, snapshot);
            if (last.size() > MOST) {
                last.remove(last.keySet().iterator().next());
            }
        }
    }

    /** Records that a document was seen again as it was. */
    void seen(AgentId agent, Revision revision, FileContent content) {
        versions.computeIfPresent(agent, (key, known) -> known.revision().equals(revision) ? known.at(content) : known);
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
