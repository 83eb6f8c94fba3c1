package io.meepa.verification.failover;

import io.meepa.credentials.model.AgentId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was acknowledged, kept outside of the database. */
final class AcknowledgedWrites {

    private final Map<AgentId, AtomicLong> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();
    private final Map<AgentId, AtomicLong> unknown = new ConcurrentHashMap<>();
    private final AtomicLong conflicts = new AtomicLong();

    /** One more addition to an agent's counter was acknowledged. */
    void acknowledge(AgentId agent) {
        acknowledged.computeIfAbsent(agent, key -> new AtomicLong()).incrementAndGet();
        total.incrementAndGet();
    }

    void conflict() {
        conflicts.incrementAndGet();
    }

    /** Whether one more addition was done is unknown. */
    void unknown(AgentId agent) {
        unknown.computeIfAbsent(agent, key -> new AtomicLong()).incrementAndGet();
    }

    long total() {
        return total.get();
    }

    long unknownCount() {
        return unknown.values().stream().mapToLong(AtomicLong::get).sum();
    }

    long unknownOf(AgentId agent) {
        AtomicLong count = unknown.get(agent);
        return count == null ? 0 : count.get();
    }

    long conflictCount() {
        return conflicts.get();
    }

    long of(AgentId agent) {
        AtomicLong count = acknowledged.get(agent);
        return count == null ? 0 : count.get();
    }
}
