package io.meepa.credentials.core.engine;

import com.google.auto.service.AutoService;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.config.ConfigurationReader;
import io.meepa.credentials.core.config.UnknownSettings;
import io.meepa.credentials.core.ensure.EnsureThreads;
import io.meepa.credentials.core.ensure.Ensures;
import io.meepa.credentials.core.signup.PasswordGenerator;
import io.meepa.credentials.core.system.CataloguedVariables;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.handover.VariableCatalogue;
import io.meepa.credentials.spi.CredentialEngine;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.ManagerSpecification;
import io.meepa.credentials.spi.ManagerSpecification.Surroundings;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.StoreContext;
import io.meepa.credentials.spi.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Opens managers: reads the configuration, opens what it names and nothing else, closes it again if one fails. */
@AutoService(CredentialEngine.class)
public final class DefaultCredentialEngine implements CredentialEngine {

    /** For the service loader. */
    public DefaultCredentialEngine() {}

    @Override
    public CredentialManager open(ManagerSpecification specification) {
        PlugIns plugIns = PlugIns.of(specification);
        Configuration configuration = ConfigurationReader.read(specification, plugIns.known());
        Closing closing = new Closing();
        try {
            return open(specification, plugIns, configuration, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    @Override
    public VariableCatalogue variableCatalogue() {
        return new CataloguedVariables(SystemCatalogue.builtIn());
    }

    private static CredentialManager open(
            ManagerSpecification specification, PlugIns plugIns, Configuration configuration, Closing closing) {
        Surroundings surroundings = specification.surroundings();
        Instant since = surroundings.clock().instant();
        Auditing auditing = Auditing.of(configuration.audit(), specification, closing);
        Events events = new Events(
                specification.listeners(),
                specification.observation().metrics(),
                auditing.trail(),
                surroundings.clock());
        StoreSession store = closing.add(store(plugIns, configuration, surroundings, events));
        List<Issuance> issuances = new ArrayList<>();
        for (CategoryChoice choice : configuration.categories()) {
            issuances.add(issuance(plugIns, configuration, choice, surroundings, closing));
        }
        Threads threads = closing.add(new Threads(configuration.limits().concurrency()));
        Requests requests = new Requests(configuration.namespace(), surroundings.clock());
        Work work = new Work(
                new Planner(configuration.enabled(), issuances, requests),
                requests,
                new Revocations(issuances, events, surroundings.clock()),
                events,
                surroundings.clock(),
                configuration.limits().lockPatience(),
                configuration.limits().rotationOverlap(),
                threads.categories(),
                new PasswordGenerator(surroundings.randomness()),
                ensures(configuration, threads, surroundings),
                new Refreshes(threads.categories(), surroundings.clock()));
        Environments environments =
                new Environments(configuration.handOver(), issuances, surroundings.environment(), work);
        DefaultCredentialManager manager = new DefaultCredentialManager(
                configuration,
                store,
                work,
                environments,
                new DefaultCredentialManager.Means(threads, auditing.verifier(), closing));
        events.opened(since);
        return manager;
    }

    private static Ensures ensures(Configuration configuration, Threads threads, Surroundings surroundings) {
        return new Ensures(
                configuration.ensure(),
                configuration.agents().stream().map(AgentChoice::id).collect(Collectors.toSet()),
                new EnsureThreads(threads.agents(), threads.categories(), surroundings.sleeper()),
                surroundings.clock());
    }

    private static StoreSession store(
            PlugIns plugIns, Configuration configuration, Surroundings surroundings, Events events) {
        StoreContext context = new StoreContext(
                configuration.store().settings(),
                configuration.home(),
                surroundings.clock(),
                surroundings.sleeper(),
                events::notice);
        String id = configuration.store().id();
        StoreSession session = plugIns.store(id).open(context);
        refuseUnread(session, () -> UnknownSettings.refuse(context.settings(), id));
        return session;
    }

    /** Rule 6: a provider that nothing can use is not opened, and so handed nothing. */
    private static Issuance issuance(
            PlugIns plugIns,
            Configuration configuration,
            CategoryChoice choice,
            Surroundings surroundings,
            Closing closing) {
        Optional<String> id = choice.provider();
        if (!configuration.enabled() || !choice.enabled() || id.isEmpty()) {
            return new Issuance(choice, Optional.empty());
        }
        CredentialProvider provider = plugIns.provider(id.get());
        CredentialIssuer issuer = provider.open(new ProviderContext(
                choice.settings(), surroundings.clock(), surroundings.sleeper(), RandomGenerator.getDefault()));
        refuseUnread(issuer, () -> UnknownSettings.refuse(choice.settings(), id.get()));
        closing.add(issuer);
        return new Issuance(choice, Optional.of(new Issuance.Opened(provider, issuer)));
    }

    private static void refuseUnread(AutoCloseable opened, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            Closing closing = new Closing();
            closing.add(opened);
            closing.close();
            throw e;
        }
    }
}
