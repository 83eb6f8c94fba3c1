package io.meepa.credentials;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.setting.PlacedValue;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.engine.CredentialEngine;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import io.meepa.credentials.spi.engine.Observation;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.tool.VariableCatalogue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sets up a manager in code. Whatever a file can say, {@link #set} can say by the same key path. Not thread-safe. */
public final class CredentialManagerBuilder {

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<CredentialProvider> providers = new ArrayList<>();
    private final List<CredentialStore> stores = new ArrayList<>();
    private final List<CredentialListener> listeners = new ArrayList<>();
    private final List<CredentialMetrics> metrics = new ArrayList<>();
    private @Nullable Supplier<Secret> auditKey;
    private @Nullable Path configuration;
    private @Nullable Path home;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.system();
    private Function<String, @Nullable String> environment = System::getenv;
    private RandomGenerator randomness = new SecureRandom();
    private boolean discovery = true;

    CredentialManagerBuilder() {}

    /**
     * Reads a configuration file.
     *
     * @param file the gateway's {@code config.yaml}
     * @return this builder
     */
    public CredentialManagerBuilder configuration(Path file) {
        configuration = file;
        return this;
    }

    /**
     * Sets one key, or the keys of a section, over the file's and over what was set before. Agents are addressed by id:
     * {@code agents.meepa.identity.email_prefix}.
     *
     * <p>Takes what frameworks give. A text may stand for a number, a flag or a period. A key that is described is found in
     * each usual spelling: {@code credentials.credit-card.enabled}, {@code credentials.creditCard.enabled}, and the variable
     * {@code MEEPA_CREDENTIALS_CREDIT_CARD_ENABLED}, whose text is split at commas where a list is meant. A map with the keys
     * {@code 0}, {@code 1} and so on is a list, and {@code recipients[0]} is a list's element. A {@link PlacedValue} says
     * where it was written.
     *
     * @param keyPath the path in the file, with dots, or its spelling as an environment variable
     * @param value a string, number, flag, list or map
     * @return this builder
     * @see #knownSettings()
     */
    public CredentialManagerBuilder set(String keyPath, Object value) {
        settings.remove(keyPath); // The last of several spellings wins, so that order counts.
        settings.put(keyPath, value);
        return this;
    }

    /**
     * Returns every key that the configuration may have, with the plug-ins that are here now.
     *
     * @return the keys, section by section
     * @throws ConfigurationException if the engine is missing
     */
    public List<SettingDescription> knownSettings() {
        return engine().settings(specification());
    }

    /**
     * Sets where documents live; {@code MEEPA_HOME}, else {@code ~/.meepagateway} unless set.
     *
     * @param folder the home
     * @return this builder
     */
    public CredentialManagerBuilder home(Path folder) {
        home = folder;
        return this;
    }

    /**
     * Adds a provider beside those on the class path. The configuration still says whether it is used.
     *
     * @param provider the provider
     * @return this builder
     */
    public CredentialManagerBuilder provider(CredentialProvider provider) {
        providers.add(provider);
        return this;
    }

    /**
     * Adds a store beside those on the class path. The configuration still says whether it is used.
     *
     * @param store the store
     * @return this builder
     */
    public CredentialManagerBuilder store(CredentialStore store) {
        stores.add(store);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener receives an event for every change and every access to a secret value
     * @return this builder
     */
    public CredentialManagerBuilder listener(CredentialListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a counter.
     *
     * @param counter receives how long everything took and how it ended
     * @return this builder
     */
    public CredentialManagerBuilder metrics(CredentialMetrics counter) {
        metrics.add(counter);
        return this;
    }

    /**
     * Sets where the key of the audit trail comes from, instead of {@code credentials.audit.key_file} and
     * {@code credentials.audit.key_env}. The trail is kept only if {@code credentials.audit.enabled} says so.
     *
     * @param key returns the key, at least 32 bytes; called for each use; ownership of the returned key passes to the caller
     * @return this builder
     */
    public CredentialManagerBuilder auditKey(Supplier<Secret> key) {
        auditKey = key;
        return this;
    }

    /**
     * Sets the clock; the system's unless set.
     *
     * @param newClock the clock
     * @return this builder
     */
    public CredentialManagerBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Sets how to wait; really sleeping unless set.
     *
     * @param newSleeper the sleeper
     * @return this builder
     */
    public CredentialManagerBuilder sleeper(Sleeper newSleeper) {
        sleeper = newSleeper;
        return this;
    }

    /**
     * Sets what generated passwords are made of; the system's cryptographic generator unless set. For tests.
     *
     * @param generator the generator, thread-safe
     * @return this builder
     */
    public CredentialManagerBuilder randomness(RandomGenerator generator) {
        randomness = generator;
        return this;
    }

    /**
     * Sets where variables named in the configuration are looked up, at each use; the process's environment unless set.
     *
     * @param lookup returns a variable's value or null
     * @return this builder
     */
    public CredentialManagerBuilder environment(Function<String, @Nullable String> lookup) {
        environment = lookup;
        return this;
    }

    /**
     * Ignores plug-ins on the class and module path: only those added here exist.
     *
     * @return this builder
     */
    public CredentialManagerBuilder withoutDiscovery() {
        discovery = false;
        return this;
    }

    /**
     * Opens the manager. Makes no network call and writes nothing.
     *
     * @return the manager
     * @throws ConfigurationException if the configuration cannot be used or the engine is missing
     */
    public CredentialManager open() {
        return engine().open(specification());
    }

    /**
     * Checks the configuration without keeping a manager: in a script that deploys it, or before a framework makes its
     * beans. Makes no network call, writes nothing, and logs no warning.
     *
     * @throws ConfigurationException if the configuration cannot be used or the engine is missing
     */
    public void check() {
        engine().check(specification());
    }

    ManagerSpecification specification() {
        return new ManagerSpecification(
                Optional.ofNullable(configuration),
                settings,
                Optional.ofNullable(home),
                providers,
                stores,
                listeners,
                new ManagerSpecification.Surroundings(clock, sleeper, environment, discovery, randomness),
                new Observation(metrics, Optional.ofNullable(auditKey)));
    }

    static VariableCatalogue variableCatalogue() {
        return engine().variableCatalogue();
    }

    static CredentialEngine engine() {
        List<ServiceLoader.Provider<CredentialEngine>> found =
                ServiceLoader.load(CredentialEngine.class, CredentialEngine.class.getClassLoader()).stream()
                        .toList();
        if (found.isEmpty()) {
            throw new ConfigurationException(
                    "no credential engine found: add io.meepa:meepa-credentials-core to the run-time path");
        }
        if (found.size() > 1) {
            throw new ConfigurationException("several credential engines found, keep one: "
                    + found.stream().map(CredentialManagerBuilder::whereabouts).toList());
        }
        return found.get(0).get();
    }

    private static String whereabouts(ServiceLoader.Provider<?> provider) {
        var source = provider.type().getProtectionDomain().getCodeSource();
        return provider.type().getName() + " in "
                + (source == null ? "the runtime" : Objects.toString(source.getLocation(), "memory"));
    }
}
