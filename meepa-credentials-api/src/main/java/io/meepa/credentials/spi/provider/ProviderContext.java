package io.meepa.credentials.spi.provider;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What a provider receives when it is opened. Immutable. */
public final class ProviderContext {

    private final Settings settings;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Map<AgentId, Settings> agentSettings;
    private final Function<CredentialKey, Optional<SystemCredential>> systemCredentials;

    private ProviderContext(
            Settings settings,
            Clock clock,
            Sleeper sleeper,
            RandomGenerator random,
            Map<AgentId, Settings> agentSettings,
            Function<CredentialKey, Optional<SystemCredential>> systemCredentials) {
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.agentSettings = Map.copyOf(agentSettings);
        this.systemCredentials = systemCredentials;
    }

    /**
     * Creates a context without settings per agent and without system credentials.
     *
     * @param settings the provider's section of the configuration
     * @param clock the current time
     * @param sleeper waits, between retries for instance
     * @param random a cryptographic generator, unless a test wants another
     * @return the context
     */
    public static ProviderContext of(Settings settings, Clock clock, Sleeper sleeper, RandomGenerator random) {
        return new ProviderContext(settings, clock, sleeper, random, Map.of(), key -> Optional.empty());
    }

    /**
     * Returns a copy with settings per agent.
     *
     * @param sections the section {@code identity.<provider id>} of each agent that has one
     * @return the copy
     */
    public ProviderContext withAgentSettings(Map<AgentId, Settings> sections) {
        return new ProviderContext(settings, clock, sleeper, random, sections, systemCredentials);
    }

    /**
     * Returns a copy with system credentials.
     *
     * @param lookup finds one by its address
     * @return the copy
     */
    public ProviderContext withSystemCredentials(Function<CredentialKey, Optional<SystemCredential>> lookup) {
        return new ProviderContext(settings, clock, sleeper, random, agentSettings, lookup);
    }

    /**
     * Returns the provider's section of the configuration. A key that is set and that {@link CredentialProvider#open} does not
     * read is an error.
     *
     * @return the section
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Reads what differs by agent: the section {@code agents[].identity.<provider id>}, for every agent that has one. To be
     * called while the provider is opened; a key that is set and not read is an error, as for {@link #settings()}.
     *
     * @param <T> what is read
     * @param reader reads one section, which is empty for an agent that has none
     * @return what was read, by agent
     */
    public <T> Function<AgentId, T> perAgent(Function<Settings, T> reader) {
        Settings none = Settings.of("agents", Map.of(), new Settings.Surroundings(path -> "", variable -> null));
        T others = reader.apply(none);
        Map<AgentId, T> read = new HashMap<>();
        agentSettings.forEach((agent, section) -> read.put(agent, reader.apply(section)));
        return agent -> read.getOrDefault(agent, others);
    }

    /**
     * Finds a system credential that the provider's settings name: an app's id and secret.
     *
     * @param key its address
     * @return the credential, or empty if the host's environment has none
     */
    public Optional<SystemCredential> systemCredential(CredentialKey key) {
        return systemCredentials.apply(key);
    }

    /**
     * Returns the clock to use.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Returns what waits, between retries for instance.
     *
     * @return the sleeper
     */
    public Sleeper sleeper() {
        return sleeper;
    }

    /**
     * Returns what chance comes from: jitter, states, verifiers.
     *
     * @return a cryptographic generator, unless a test wants another
     */
    public RandomGenerator random() {
        return random;
    }
}
