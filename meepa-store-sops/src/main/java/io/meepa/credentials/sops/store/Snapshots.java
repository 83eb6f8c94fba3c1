package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.spi.Revision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a session keeps of the documents it read: of each a mark, and the last few as a whole, since whoever reads one
 * often writes it next. So an open agent's secrets are not kept here for long. Thread-safe.
 */
final class Snapshots {

    static final int MOST = 16;

    private final Map<AgentId, Mark> marks = new ConcurrentHashMap<>();

    // The least recently used first; guarded by itself.
    private final Map<AgentId, Snapshot> last = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    Optional<Mark> mark(AgentId agent) {
        return Optional.ofNullable(marks.get(agent));
    }

    /** The document as it was at its mark, if it is still kept. */
    Optional<Snapshot> whole(AgentId agent) {
        return mark(agent)
                .flatMap(mark -> last(agent)
                        .filter(snapshot -> snapshot.mark().revision().equals(mark.revision()))
                        .map(snapshot -> snapshot.at(mark)));
    }

    private Optional<Snapshot> last(AgentId agent) {
        synchronized (last) {
            return Optional.ofNullable(last.get(agent));
        }
    }

    void put(AgentId agent, Snapshot snapshot) {
        marks.put(agent, snapshot.mark());
        synchronized (last) {
            last.put(agent, snapshot);
            if (last.size() > MOST) {
                last.remove(last.keySet().iterator().next());
            }
        }
    }

    /** Takes note that a document was seen again as it was. */
    void seen(AgentId agent, Revision revision, FileContent content) {
        marks.computeIfPresent(agent, (key, mark) -> mark.revision().equals(revision) ? mark.at(content) : mark);
    }

    void remove(AgentId agent) {
        marks.remove(agent);
        synchronized (last) {
            last.remove(agent);
        }
    }

    void clear() {
        marks.clear();
        synchronized (last) {
            last.clear();
        }
    }
}
