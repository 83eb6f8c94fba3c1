package io.meepa.examples.gateway.api;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.examples.gateway.http.Call;

/** Which agent a path names. */
final class AgentPath {

    private static final int AGENT = 3;

    private AgentPath() {}

    /** An id that no agent has, or could not have, answers like any other that is not there. */
    static AgentCredentials agent(CredentialManager credentials, Call call) {
        String id = call.path().get(AGENT);
        return credentials.agents().stream()
                .filter(agent -> agent.value().equals(id))
                .findFirst()
                .map(credentials::agent)
                .orElseThrow(Refusals::notFound);
    }
}
