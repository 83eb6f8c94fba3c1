package io.meepa.credentials;

import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ReferenceResolver;
import java.net.http.HttpClient;

/** What one agent's tools receive, and what keeps secrets out of their output. Thread-safe. */
public interface AgentTools {

    /**
     * Returns what one of this agent's tools was granted: what all get, and the grants that name the tool. A token near its
     * end is renewed first, as far as that is possible within ten seconds.
     *
     * @param tool the tool's name in the configuration
     * @return the environment, empty unless the configuration switches injection on
     */
    AgentEnvironment environment(String tool);

    /**
     * Returns what resolves {@code cred://} references for this agent's tools, last and under the same grants as the
     * environment: what was not granted is an error. A snapshot, for which tokens near their end are renewed first.
     *
     * @return the resolver
     */
    ReferenceResolver references();

    /**
     * Returns a client that adds the agent's credentials to requests that match a rule under {@code credentials.http.rules}, and
     * to no other. The caller never holds a value: requests, responses and exceptions carry none, and what a server repeats of
     * it is masked. Values are read, and tokens renewed, when a request is sent; the client keeps none.
     *
     * <p>Redirects are followed as by {@link java.net.http.HttpClient.Redirect#NORMAL}, with the rules applied to each hop.
     * A header value may hold a {@code cred://} reference in place of the value, for libraries that insist on one. Private and
     * link-local addresses are refused unless {@code credentials.http.private_hosts} names the host.
     *
     * <p>Besides what {@link java.net.http.HttpClient} declares, sending throws
     * {@link io.meepa.credentials.error.RequestRefusedException} for a request that may not be sent, and what
     * {@link AgentTokens#get(io.meepa.credentials.model.CredentialKey)} throws for a token. WebSockets are not supported:
     * {@link java.net.http.HttpClient#newWebSocketBuilder()} throws {@link UnsupportedOperationException}.
     *
     * @return the client, thread-safe and cheap to make; rules that name tools are not among its rules
     */
    HttpClient http();

    /**
     * Returns a client as {@link #http()} does, for one tool: rules that name the tool are among its rules.
     *
     * @param tool the tool's name in the configuration
     * @return the client
     */
    HttpClient http(String tool);

    /**
     * Returns a mask over everything secret that the agent has, for output that a model or a log will see. A snapshot.
     *
     * @return the mask
     */
    OutputMask mask();
}
