package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.connect.ConnectionPeers;
import io.meepa.credentials.core.document.StoreHeader;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.migration.LegacyIdentities;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.ReadCache;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The agents' documents: one vault per agent, shared by all who ask for it. Thread-safe. */
final class Vaults implements ConnectionPeers {

    private final Configuration configuration;
    private final StoreSession store;
    private final KnownAgents known;
    private final Events events;
    private final Clock clock;
    private final LegacyIdentities legacy;
    private final Map<AgentId, AgentVault> vaults = new ConcurrentHashMap<>();

    Vaults(Configuration configuration, StoreSession store, KnownAgents known, Events events, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.known = known;
        this.events = events;
        this.clock = clock;
        this.legacy = new LegacyIdentities(configuration, events);
    }

    AgentVault of(AgentId agent) {
        return vaults.computeIfAbsent(agent, id -> new AgentVault(id, store, header(), legacy, events, readCache()));
    }

    @Override
    public List<AgentId> having(AgentId except, Predicate<AgentCredential> connection) {
        return known.all().stream()
                .filter(other -> !other.equals(except))
                .filter(other -> of(other).recent().entries().stream()
                        .map(StoredCredential::credential)
                        .anyMatch(connection))
                .toList();
    }

    private ReadCache readCache() {
        return new ReadCache(clock, configuration.limits().staleness());
    }

    private StoreHeader header() {
        return StoreHeader.of(
                configuration.store().id(),
                configuration.store().itemId(),
                configuration.store().vault());
    }

    /** Wipes what is kept of them in memory. */
    void forget() {
        vaults.values().forEach(AgentVault::forget);
    }
}
