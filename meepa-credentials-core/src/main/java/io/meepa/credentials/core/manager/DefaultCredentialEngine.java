package io.meepa.credentials.core.manager;

import com.google.auto.service.AutoService;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.config.ConfigurationReader;
import io.meepa.credentials.core.config.UnknownSettings;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.Events;
import io.meepa.credentials.core.operation.GuardedStore;
import io.meepa.credentials.core.operation.ManagerWork;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.core.operation.Requests;
import io.meepa.credentials.core.provision.AutoProvisioner;
import io.meepa.credentials.core.provision.AutoProvisionerThreads;
import io.meepa.credentials.core.system.AppCredentials;
import io.meepa.credentials.core.system.CataloguedVariables;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.tool.Environments;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.engine.CredentialEngine;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import io.meepa.credentials.spi.engine.ManagerSpecification.Surroundings;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.tool.VariableCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens managers: reads the configuration, opens what it names and nothing else, closes it again if one fails. */
@AutoService(CredentialEngine.class)
public final class DefaultCredentialEngine implements CredentialEngine {

    private static final Logger LOG = LoggerFactory.getLogger("io.meepa.credentials");

    /** For the service loader. */
    public DefaultCredentialEngine() {}

    @Override
    public CredentialManager open(ManagerSpecification specification) {
        return open(
                specification,
                configuration -> configuration.warnings().forEach(warning -> LOG.warn("{}", warning.message())));
    }

    /** The warnings are left to the manager that stays. */
    @Override
    public void check(ManagerSpecification specification) {
        open(specification, configuration -> {}).close();
    }

    private static CredentialManager open(ManagerSpecification specification, Consumer<Configuration> opened) {
        JacksonMinimum.require();
        PluginRegistry plugIns = PluginRegistry.of(specification);
        Configuration configuration = ConfigurationReader.read(specification, plugIns.known());
        CloseableStack closeables = new CloseableStack();
        try {
            CredentialManager manager = open(specification, plugIns, configuration, closeables);
            opened.accept(configuration);
            return manager;
        } catch (RuntimeException e) {
            closeables.close();
            throw e;
        }
    }

    @Override
    public List<SettingDescription> settings(ManagerSpecification specification) {
        return PluginRegistry.of(specification).settings();
    }

    @Override
    public VariableCatalogue variableCatalogue() {
        return new CataloguedVariables(SystemCatalogue.builtIn());
    }

    private static CredentialManager open(
            ManagerSpecification specification,
            PluginRegistry plugIns,
            Configuration configuration,
            CloseableStack closeables) {
        Surroundings surroundings = specification.surroundings();
        Instant since = surroundings.clock().instant();
        Auditing auditing = Auditing.of(configuration.audit(), specification, closeables);
        Events events = events(specification, auditing);
        ManagerWork work = new ManagerWork();
        StoreSession store = closeables.add(new GuardedStore(
                store(plugIns, configuration, configuration.store().id(), surroundings, events), work));
        Threads threads = closeables.add(new Threads(configuration.limits().concurrency()));
        EngineContext context = new EngineContext(
                providers(plugIns, configuration, surroundings, closeables),
                new Requests(configuration.namespace(), surroundings.clock()),
                events,
                surroundings.clock(),
                surroundings.sleeper(),
                configuration.limits().lockTimeout(),
                work.over(threads.categories()));
        KnownAgents known = new KnownAgents(configuration, store);
        Vaults vaults = new Vaults(configuration, store, known, events, surroundings.clock());
        UseCases useCases = new UseCases(
                context,
                vaults,
                configuration,
                autoProvisioner(configuration, known, work.over(threads.agents()), threads, surroundings),
                surroundings);
        Function<String, StoreSession> others =
                id -> new GuardedStore(store(plugIns, configuration, id, surroundings, events), work);
        DefaultCredentialManager manager = new DefaultCredentialManager(
                configuration,
                store,
                useCases,
                new Environments(configuration.handOver(), surroundings.environment(), context),
                new DefaultCredentialManager.Means(
                        known, vaults, work, threads, others, auditing.verifier(), closeables));
        events.opened(since);
        return manager;
    }

    private static ProviderRegistry providers(
            PluginRegistry plugIns, Configuration configuration, Surroundings surroundings, CloseableStack closeables) {
        List<ProviderBinding> bindings = new ArrayList<>();
        for (CategoryChoice choice : configuration.categories()) {
            bindings.add(binding(plugIns, configuration, choice, surroundings, closeables));
        }
        Optional<ProviderBinding> connections = configuration
                .connections()
                .map(choice -> binding(plugIns, configuration, choice, surroundings, closeables));
        return new ProviderRegistry(bindings, connections, plugIns.providers());
    }

    private static Events events(ManagerSpecification specification, Auditing auditing) {
        return new Events(
                specification.listeners(),
                specification.observation().metrics(),
                auditing.trail(),
                specification.surroundings().clock());
    }

    private static AutoProvisioner autoProvisioner(
            Configuration configuration, KnownAgents known, Executor runs, Threads threads, Surroundings surroundings) {
        return new AutoProvisioner(
                configuration.autoProvisioning(),
                known::isNamed,
                new AutoProvisionerThreads(runs, threads.categories(), surroundings.sleeper()),
                surroundings.clock());
    }

    private static StoreSession store(
            PluginRegistry plugIns, Configuration configuration, String id, Surroundings surroundings, Events events) {
        StoreContext context = StoreContext.of(
                        configuration.store().settings(id), configuration.home(), surroundings.clock())
                .withSleeper(surroundings.sleeper())
                .withNotices(events::notice)
                .withNamespace(configuration.namespace());
        StoreSession session = plugIns.store(id).open(context);
        refuseUnread(session, () -> UnknownSettings.refuse(context.settings(), id));
        return session;
    }

    /** R6: a provider that nothing can use is not opened, and so handed nothing. */
    private static ProviderBinding binding(
            PluginRegistry plugIns,
            Configuration configuration,
            CategoryChoice choice,
            Surroundings surroundings,
            CloseableStack closeables) {
        Optional<String> id = choice.provider();
        if (!configuration.enabled() || !choice.enabled() || id.isEmpty()) {
            return new ProviderBinding(choice, Optional.empty());
        }
        CredentialProvider provider = plugIns.provider(id.get());
        Map<AgentId, Settings> agents = configuration.agentSettings(id.get());
        ProviderContext context = ProviderContext.of(
                        choice.settings(), surroundings.clock(), surroundings.sleeper(), surroundings.randomness())
                .withAgentSettings(agents)
                .withSystemCredentials(
                        key -> new AppCredentials(SystemCatalogue.builtIn(), surroundings.environment()).apply(key));
        CredentialIssuer issuer = provider.open(context);
        refuseUnread(issuer, () -> {
            UnknownSettings.refuse(choice.settings(), id.get());
            agents.values().forEach(section -> UnknownSettings.refuse(section, id.get()));
        });
        closeables.add(issuer);
        return new ProviderBinding(choice, Optional.of(new ProviderBinding.Opened(provider, issuer)));
    }

    private static void refuseUnread(AutoCloseable opened, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            CloseableStack closeables = new CloseableStack();
            closeables.add(opened);
            closeables.close();
            throw e;
        }
    }
}
