package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.error.RollbackException;
import io.meepa.credentials.model.AgentId;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the newest version of each document that a session saw, and reports an older one in its place. Thread-safe. */
public final class RollbackDetector {

    private final Map<AgentId, Newest> newest = new ConcurrentHashMap<>();

    /** Creates a detector that has seen nothing. */
    public RollbackDetector() {}

    /**
     * Records a version that was read.
     *
     * @param place where it was read, for the message
     * @param document the document
     * @throws RollbackException if it is older than one seen before
     */
    public void see(DocumentPlace place, VerifiedDocument document) {
        see(place, document.version());
    }

    private void see(DocumentPlace place, DocumentVersion version) {
        newest.compute(place.agent(), (agent, known) -> {
            if (known == null || version.generation() > known.generation) {
                return Newest.of(version);
            }
            if (version.generation() < known.generation || known.left.contains(version.macIv())) {
                throw rollback(place, version.generation(), known.generation);
            }
            return known.macIv.equals(version.macIv()) ? known : known.leaveFor(version.macIv());
        });
    }

    /**
     * Reports whether a version is the newest that was seen.
     *
     * @param agent the owner of the document
     * @param version the version
     * @return whether it was seen, and nothing newer
     */
    public boolean isNewest(AgentId agent, DocumentVersion version) {
        Newest known = newest.get(agent);
        return known != null && known.generation == version.generation() && known.macIv.equals(version.macIv());
    }

    /**
     * Records a version that was just written.
     *
     * @param agent the owner of the document
     * @param document the document
     */
    public void wrote(AgentId agent, VerifiedDocument document) {
        DocumentVersion version = document.version();
        newest.compute(
                agent,
                (key, known) -> known == null || version.generation() > known.generation ? Newest.of(version) : known);
    }

    /** Returns the generation of a document that is created anew: at least a given one, and above any seen. */
    long beginning(AgentId agent, long least) {
        Newest known = newest.get(agent);
        return known == null ? least : Math.max(least, known.generation + 1);
    }

    /**
     * Returns the newest generation that was seen.
     *
     * @param agent the owner of the document
     * @return the generation, 0 for a document without a seal; empty if none was seen
     */
    public OptionalLong newest(AgentId agent) {
        Newest known = newest.get(agent);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.generation);
    }

    /**
     * Returns the agents of the documents that were seen, whether or not they are still there.
     *
     * @return their ids
     */
    public Set<AgentId> agents() {
        return Set.copyOf(newest.keySet());
    }

    /**
     * Checks that a document may be absent: it was never seen, or it was deleted by a store of ours.
     *
     * @param place where it should be, for the message
     * @param deleted the newest generation that a store of ours deleted, if any
     * @throws RollbackException if it was seen and nothing says that it was deleted
     */
    public void requireAbsentRightly(DocumentPlace place, OptionalLong deleted) {
        Newest known = newest.get(place.agent());
        if (known != null && (deleted.isEmpty() || deleted.getAsLong() < known.generation)) {
            throw new RollbackException(place + " is gone, but generation " + known.generation
                    + " was there before: mount the folder or put the document back; nothing was created in its place. If it"
                    + " was removed on purpose, restart this program to accept it");
        }
    }

    private static RollbackException rollback(DocumentPlace place, long generation, long known) {
        String what = generation == 0
                ? "has no seal, but had one"
                : generation < known
                        ? "is of generation " + generation + ", but generation " + known + " was there before"
                        : "is a former copy of generation " + generation;
        return new RollbackException(place + " " + what
                + ": somebody put an older copy in its place. If that was you, restart this program to accept it");
    }

    /** Edits with other tools keep the generation, so the vectors of the versions before them are kept too. */
    private record Newest(long generation, String macIv, Set<String> left) {

        static Newest of(DocumentVersion version) {
            return new Newest(version.generation(), version.macIv(), Set.of());
        }

        Newest leaveFor(String next) {
            Set<String> all = new HashSet<>(left);
            all.add(macIv);
            return new Newest(generation, next, Set.copyOf(all));
        }
    }
}
