package io.meepa.credentials.core.token;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.call.Refreshed;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The renewals of one manager that are under way, and what they got and could not write down yet. */
public final class Refreshes {

    private final SingleFlight<Address, ValidToken> flights;
    private final Map<String, Refreshed> unrecorded = new ConcurrentHashMap<>();

    /** Creates the refreshes of a manager. */
    public Refreshes(Executor executor, Clock clock) {
        this.flights = new SingleFlight<>(executor, clock);
    }

    SingleFlight<Address, ValidToken> flights() {
        return flights;
    }

    /** Keeps what an operation got, for as long as the store does not take it: it may not be had a second time. */
    void keep(String operation, Refreshed refreshed) {
        unrecorded.put(operation, refreshed);
    }

    Optional<Refreshed> kept(String operation) {
        return Optional.ofNullable(unrecorded.get(operation));
    }

    void recorded(String operation) {
        unrecorded.remove(operation);
    }

    /** A token of an agent, by its exact address. */
    record Address(AgentId agent, CredentialKey key) {}
}
