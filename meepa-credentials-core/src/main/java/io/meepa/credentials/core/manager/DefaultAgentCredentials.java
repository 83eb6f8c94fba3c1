package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.AgentSignups;
import io.meepa.credentials.AgentStorage;
import io.meepa.credentials.AgentTokens;
import io.meepa.credentials.AgentTools;
import io.meepa.credentials.ManagedCredentials;
import io.meepa.credentials.ManualSteps;
import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.connect.Connections;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.document.UnreadableCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.own.ManualStepService;
import io.meepa.credentials.core.own.OwnCredentials;
import io.meepa.credentials.core.own.SignupService;
import io.meepa.credentials.core.provision.FirstUseProvisioning;
import io.meepa.credentials.core.revoke.PendingOperations;
import io.meepa.credentials.core.token.Tokens;
import io.meepa.credentials.core.tool.Environments;
import io.meepa.credentials.core.tool.WatchedEnvironment;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.DeprovisioningReport;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.tool.AgentEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One agent's handle. */
final class DefaultAgentCredentials implements AgentCredentials {

    private final AgentChoice agent;
    private final DefaultCredentialManager.Means means;
    private final AgentVault vault;
    private final UseCases useCases;
    private final EngineContext context;
    private final OwnCredentials own;
    private final CredentialLookup lookup;
    private final FirstUseProvisioning firstUse;
    private final Tokens tokens;
    private final Environments environments;
    private final Connections connections;

    DefaultAgentCredentials(
            AgentChoice agent,
            AgentVault vault,
            UseCases useCases,
            Environments environments,
            DefaultCredentialManager.Means means) {
        this.agent = agent;
        this.means = means;
        this.vault = vault;
        this.useCases = useCases;
        this.context = useCases.context();
        this.own = new OwnCredentials(agent.id());
        this.lookup = new CredentialLookup(agent.id());
        this.firstUse = new FirstUseProvisioning(
                agent, vault, useCases.planner(), useCases.provisioning(), useCases.autoProvisioner());
        this.tokens = new Tokens(context, agent, vault, useCases.refreshes());
        this.environments = environments;
        this.connections = new Connections(context, agent, vault, useCases.revocations(), useCases.peers());
    }

    @Override
    public AgentId id() {
        return agent.id();
    }

    @Override
    public ProvisioningPlan plan() {
        Optional<String> stranger = means.known().stranger(agent.id(), vault);
        return new ProvisioningPlan(
                useCases.planner().plan(agent, vault.read()).stream()
                        .map(decision -> stranger.map(decision::skipped).orElse(decision))
                        .map(decision -> decision.step(agent.id()))
                        .toList(),
                useCases.http().plan(agent.id(), vault));
    }

    @Override
    public ProvisioningReport provision() {
        means.work().requireOpen();
        means.known().require(agent.id(), vault);
        firstUse.resume();
        return useCases.provisioning().run(agent, vault);
    }

    @Override
    public List<CredentialSummary> list() {
        firstUse.before();
        return summaries(vault.recent());
    }

    @Override
    public AgentCredential get(CredentialKey key) {
        firstUse.before(key);
        // Reads are so frequent that even a lambda for nobody shows in the garbage.
        return context.events().isAlone()
                ? lookup.find(vault.recent(), key)
                : context.events().around(agent.id(), Kind.REVEAL, key, () -> lookup.find(vault.recent(), key));
    }

    @Override
    public void add(AgentCredential credential) {
        change(Kind.ADD, credential.key(), () -> vault.update(document -> own.add(document, credential)));
    }

    @Override
    public void replace(AgentCredential credential) {
        change(Kind.REPLACE, credential.key(), () -> vault.update(document -> own.replace(document, credential)));
    }

    @Override
    public void remove(CredentialKey key) {
        change(Kind.REMOVE, key, () -> vault.update(document -> own.remove(document, key)));
    }

    @Override
    public DeprovisioningReport deprovision(DeprovisionMode mode) {
        firstUse.suspend();
        return context.events()
                .around(
                        agent.id(),
                        Kind.DEPROVISION,
                        mode.name(),
                        () -> useCases.deprovisioning().run(agent, vault, mode),
                        DeprovisioningReport::evidence);
    }

    @Override
    public AgentEnvironment environment() {
        firstUse.before();
        tokens.renewAhead(environments.ending(agent.id(), vault.recent(), tools -> false));
        return context.events()
                .around(
                        agent.id(),
                        Kind.INJECT,
                        "environment",
                        () -> watched(environments.of(agent.id(), vault.recent())));
    }

    @Override
    public AgentTokens tokens() {
        return new TokenHandle(context, agent, tokens);
    }

    @Override
    public AgentConnections connections() {
        return connections;
    }

    @Override
    public ManagedCredentials managed() {
        return new ManagedHandle(useCases, agent, vault, means, new PendingOperations(context, agent, vault), firstUse);
    }

    @Override
    public AgentTools tools() {
        return new ToolHandle(context, agent, vault, firstUse, environments, useCases.http(), tokens);
    }

    @Override
    public AgentSignups signups() {
        return new SignupHandle(
                context, agent, new SignupService(agent.id(), vault, useCases.passwords(), context.clock()));
    }

    @Override
    public ManualSteps manualSteps() {
        return new ManualStepHandle(
                context, this, new ManualStepService(agent.id(), vault, context.providers(), context.clock()));
    }

    @Override
    public AgentStorage storage() {
        return new StorageHandle(context, agent, vault, own);
    }

    private static List<CredentialSummary> summaries(AgentDocument document) {
        Stream<CredentialSummary> readable =
                document.entries().stream().map(StoredCredential::credential).map(AgentCredential::summary);
        return Stream.concat(readable, document.unreadable().stream().map(UnreadableCredential::summary))
                .toList();
    }

    private AgentEnvironment watched(AgentEnvironment granted) {
        return new WatchedEnvironment(granted, agent.id(), context.events());
    }

    private void change(Kind kind, CredentialKey key, Runnable change) {
        context.events().around(agent.id(), kind, key.toString(), () -> {
            change.run();
            return key;
        });
    }
}
