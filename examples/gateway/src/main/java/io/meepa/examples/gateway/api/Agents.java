package io.meepa.examples.gateway.api;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.gateway.http.Call;

/** Finds what a path names. */
record Agents(CredentialManager credentials) {

    static final String ALL = "/api/captain/agents";
    static final String ONE = ALL + "/{agent}";
    static final String CREDENTIALS = ONE + "/credentials";
    static final String CREDENTIAL = CREDENTIALS + "/{category}/{service}";

    /** An id that no agent has, or could not have, answers like any other that is not there. */
    AgentCredentials agent(Call call) {
        String id = call.part("agent");
        return credentials.agents().stream()
                .filter(agent -> agent.value().equals(id))
                .findFirst()
                .map(credentials::agent)
                .orElseThrow(Refusals::notFound);
    }

    CredentialKey key(Call call) {
        String category = call.part("category");
        String service = call.part("service");
        CredentialSummary known = agent(call).list().stream()
                .filter(summary -> summary.category().name().equals(category))
                .filter(summary -> summary.service().equals(service))
                .findFirst()
                .orElseThrow(Refusals::notFound);
        CredentialKey key = CredentialKey.of(known.category(), known.service());
        return call.query("name").map(key::named).orElse(key);
    }
}
