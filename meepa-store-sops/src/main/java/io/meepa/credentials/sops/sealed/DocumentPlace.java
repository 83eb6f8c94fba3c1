package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.model.AgentId;

/**
 * Where a document is kept, for messages.
 *
 * @param agent the owner of the document
 * @param name the file, or the row, as an operator knows it
 */
public record DocumentPlace(AgentId agent, String name) {

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
