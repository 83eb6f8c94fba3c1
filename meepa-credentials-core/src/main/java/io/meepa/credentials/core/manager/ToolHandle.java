package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentTools;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.provision.FirstUseProvisioning;
import io.meepa.credentials.core.tool.Environments;
import io.meepa.credentials.core.tool.WatchedEnvironment;
import io.meepa.credentials.core.tool.WatchedReferences;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ReferenceResolver;

/** Serves one agent's tools. */
record ToolHandle(
        EngineContext context,
        AgentChoice agent,
        AgentVault vault,
        FirstUseProvisioning firstUse,
        Environments environments)
        implements AgentTools {

    @Override
    public AgentEnvironment environment(String tool) {
        firstUse.before();
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
        return context.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "references",
                        () -> new WatchedReferences(
                                environments.references(agent.id(), vault.recent()), agent.id(), context.events()));
    }

    @Override
    public OutputMask mask() {
        return Environments.mask(vault.recent());
    }
}
