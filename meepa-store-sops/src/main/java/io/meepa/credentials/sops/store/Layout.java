package io.meepa.credentials.sops.store;

import io.meepa.credentials.AgentId;
import java.nio.file.Path;

/**
 * Where an agent's files are.
 *
 * @param home the folder that everything lives under
 */
record Layout(Path home) {

    private static final String DOCUMENT = "credentials.json";

    Path agents() {
        return home.resolve("agents");
    }

    Path folder(AgentId agent) {
        return agents().resolve(agent.value());
    }

    Path document(AgentId agent) {
        return folder(agent).resolve(DOCUMENT);
    }
}
