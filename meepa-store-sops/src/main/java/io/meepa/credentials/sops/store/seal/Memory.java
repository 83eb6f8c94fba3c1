package io.meepa.credentials.sops.store.seal;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.RollbackException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the newest version of each document that a session saw, so that a former copy put in its place is noticed.
 * Thread-safe.
 */
public final class Memory {

    private final Map<AgentId, Newest> newest = new ConcurrentHashMap<>();

    /** Makes a memory that saw nothing. */
    public Memory() {}

    /**
     * Takes note of a version.
     *
     * @param agent whose document
     * @param seal its seal, or empty if it has none
     * @param macIv the vector of its MAC, in hexadecimal digits
     * @param file the file, for the message
     * @throws RollbackException if it is older than one seen before
     */
    public void see(AgentId agent, Optional<Seal> seal, String macIv, Path file) {
        long generation = seal.map(Seal::generation).orElse(0L);
        newest.compute(agent, (key, known) -> {
            if (known == null || generation > known.generation) {
                return new Newest(generation, macIv, Set.of());
            }
            if (generation < known.generation || known.left.contains(macIv)) {
                throw rollback(agent, file, generation, known.generation);
            }
            return known.macIv.equals(macIv) ? known : known.leaveFor(macIv);
        });
    }

    /**
     * Tells whether a version is the newest that was seen.
     *
     * @param agent whose document
     * @param seal its seal, or empty if it has none
     * @param macIv the vector of its MAC, in hexadecimal digits
     * @return whether nothing newer was seen, and it was
     */
    public boolean isNewest(AgentId agent, Optional<Seal> seal, String macIv) {
        Newest known = newest.get(agent);
        return known != null && known.generation == seal.map(Seal::generation).orElse(0L) && known.macIv.equals(macIv);
    }

    /**
     * Takes note of a version that was just written.
     *
     * @param agent whose document
     * @param seal its seal
     * @param macIv the vector of its MAC, in hexadecimal digits
     */
    public void wrote(AgentId agent, Seal seal, String macIv) {
        newest.compute(
                agent,
                (key, known) -> known == null || seal.generation() > known.generation
                        ? new Newest(seal.generation(), macIv, Set.of())
                        : known);
    }

    /**
     * Returns the number that a document made anew begins with.
     *
     * @param agent whose document
     * @param least at least this
     * @return more than any seen
     */
    public long beginning(AgentId agent, long least) {
        Newest known = newest.get(agent);
        return known == null ? least : Math.max(least, known.generation + 1);
    }

    private static RollbackException rollback(AgentId agent, Path file, long generation, long known) {
        String what = generation == 0
                ? "has no seal, but had one"
                : generation < known
                        ? "is of generation " + generation + ", but generation " + known + " was there before"
                        : "is a former copy of generation " + generation;
        return new RollbackException("agent " + agent + ": " + file + " " + what
                + ": somebody put an older copy in its place. If that was you, restart this program to accept it");
    }

    /** Edits with other tools keep the generation, so the vectors of those that were left behind are kept too. */
    private record Newest(long generation, String macIv, Set<String> left) {

        Newest leaveFor(String next) {
            Set<String> all = new HashSet<>(left);
            all.add(macIv);
            return new Newest(generation, next, Set.copyOf(all));
        }
    }
}
