package io.meepa.credentials.sops.store;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where an agent's files are, below one home. Thread-safe. */
final class Layout {

    /** How many folders lead from the home to an agent's files. */
    static final int DEPTH = 2;

    private static final String DOCUMENT = "credentials.json";
    private static final String KEY = "private-key.key";
    private static final String DELETED = ".deleted";

    private final Path home;
    private final String namespace;
    private final Path agents;

    // Putting a path together costs as much as looking at what is there.
    private final Map<AgentId, Path> documents = new ConcurrentHashMap<>();

    Layout(Path home, String namespace) {
        this.home = home;
        this.namespace = namespace;
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

    /** Where an agent's key file is unless the configuration says otherwise. */
    Path keyFile(AgentId agent) {
        return folder(agent).resolve(KEY);
    }

    /** Where a store notes which generation it deleted, so that a document that vanished is not taken for a deleted one. */
    Path deletion(AgentId agent) {
        return home.resolve(".locks").resolve(agent + DELETED);
    }

    DocumentPlace place(AgentId agent) {
        return new DocumentPlace(agent, namespace, false, document(agent).toString());
    }

    Path document(AgentId agent) {
        Path known = documents.get(agent);
        return known == null ? documents.computeIfAbsent(agent, id -> folder(id).resolve(DOCUMENT)) : known;
    }
}
