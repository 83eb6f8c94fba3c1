package io.meepa.credentials.model;

/** Credentials as only the engine makes them. */
final class Managed {

    private Managed() {}

    static AgentCredential copyOf(AgentCredential own) {
        return new AgentCredential(
                own.category(),
                own.service(),
                own.name(),
                own.origin(),
                own.items(),
                own.metadata(),
                own.status(),
                true);
    }
}
