package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.model.AgentId;

/**
 * Where a document is kept, and whose it is.
 *
 * @param agent the owner of the document
 * @param namespace the installation that the owner belongs to
 * @param shared whether documents of other installations are kept there too, so that one of theirs is refused; a folder of
 *     its own is not shared, and may change its namespace
 * @param name the file, or the row, as an operator knows it
 */
public record DocumentPlace(AgentId agent, String namespace, boolean shared, String name) {

    /**
     * Starts a message with the agent and the place.
     *
     * @param message what is to be said about the place
     * @return for instance {@code agent meepa: /home/me/.meepagateway/agents/meepa/credentials.json: } and the message
     */
    public String about(String message) {
        return this + ": " + message;
    }

    /**
     * Returns agent and place.
     *
     * @return for instance {@code agent meepa: /home/me/.meepagateway/agents/meepa/credentials.json}
     */
    @Override
    public String toString() {
        return "agent " + agent + ": " + name;
    }
}
