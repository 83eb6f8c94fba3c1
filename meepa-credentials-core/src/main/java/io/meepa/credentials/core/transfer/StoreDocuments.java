package io.meepa.credentials.core.transfer;

import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.StoreSession;
import java.util.List;
import java.util.Optional;

/** The documents of a store, as they are. What is created there is an event. */
public record StoreDocuments(StoreSession store, Events events) implements SealedPlace {

    @Override
    public List<AgentId> agents(String after, int most) {
        return store.agents(after, most);
    }

    @Override
    public Optional<byte[]> sealed(AgentId agent) {
        return store.sealed(agent);
    }

    @Override
    public void create(AgentId agent, byte[] document) {
        events.around(agent, Kind.ADD, "document", () -> {
            store.createSealed(agent, document);
            return agent;
        });
    }
}
