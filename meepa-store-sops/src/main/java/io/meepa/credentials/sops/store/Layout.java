package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where an agent's files are, below one home. Thread-safe. */
final class Layout {

    private static final String DOCUMENT = "credentials.json";

    private final Path home;
    private final Path agents;

    // Putting a path together costs as much as looking at what is there.
    private final Map<AgentId, Path> documents = new ConcurrentHashMap<>();

    Layout(Path home) {
        this.home = home;
        this.agents = home.resolve("agents");
    }

    Path home() {
        return home;
    }

    Path agents() {
        return agents;
    }

    Path folder(AgentId agent) {
        return agents.resolve(agent.value());
    }

    Path document(AgentId agent) {
        Path known = documents.get(agent);
        return known == null ? documents.computeIfAbsent(agent, id -> folder(id).resolve(DOCUMENT)) : known;
    }
}
