package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentTokens;
import io.meepa.credentials.AgentTools;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.http.HttpClients;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.provision.FirstUseProvisioning;
import io.meepa.credentials.core.token.Tokens;
import io.meepa.credentials.core.tool.Environments;
import io.meepa.credentials.core.tool.WatchedEnvironment;
import io.meepa.credentials.core.tool.WatchedReferences;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ReferenceResolver;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.function.Predicate;

/** Serves one agent's tools. */
record ToolHandle(
        EngineContext context,
        AgentChoice agent,
        AgentVault vault,
        FirstUseProvisioning firstUse,
        Environments environments,
        HttpClients clients,
        Tokens tokens)
        implements AgentTools {

    @Override
    public AgentEnvironment environment(String tool) {
        firstUse.before();
        renewAhead(tools -> tools.contains(tool));
        return context.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "environment of " + tool,
                        () -> new WatchedEnvironment(
                                environments.of(agent.id(), vault.recent(), tool), agent.id(), context.events()));
    }

    @Override
    public ReferenceResolver references() {
        firstUse.before();
        renewAhead(tools -> false);
        return context.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "references",
                        () -> new WatchedReferences(
                                environments.references(agent.id(), vault.recent()), agent.id(), context.events()));
    }

    @Override
    public HttpClient http() {
        return client(tools -> false);
    }

    @Override
    public HttpClient http(String tool) {
        return client(tools -> tools.contains(tool));
    }

    private HttpClient client(Predicate<Set<String>> named) {
        firstUse.before();
        AgentTokens handle = new TokenHandle(context, agent, tokens);
        return clients.client(agent.id(), vault, handle::get, handle::reportRejected, named);
    }

    private void renewAhead(Predicate<Set<String>> named) {
        tokens.renewAhead(environments.ending(agent.id(), vault.recent(), named));
    }

    @Override
    public OutputMask mask() {
        return Environments.mask(vault.recent());
    }
}
