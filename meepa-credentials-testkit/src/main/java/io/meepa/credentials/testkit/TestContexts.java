package io.meepa.credentials.testkit;

import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreNotice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Creates the contexts that plug-ins are opened with, out of maps: a clock that stands still, a sleeper that does not
 * sleep, an environment of its own. Thread-safe.
 */
public final class TestContexts {

    private static final String PATH = "credentials.test";

    private final ManualClock clock = ManualClock.atNoon();
    private final RecordingSleeper sleeper = RecordingSleeper.moving(clock);
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private final List<StoreNotice> notices = new CopyOnWriteArrayList<>();

    private TestContexts() {}

    /**
     * Creates contexts with an empty environment.
     *
     * @return the contexts
     */
    public static TestContexts create() {
        return new TestContexts();
    }

    /**
     * Sets environment variables, also for contexts made before.
     *
     * @param variables values by name
     * @return this
     */
    public TestContexts environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Forgets all environment variables, also for contexts made before. */
    public void clearEnvironment() {
        environment.clear();
    }

    /**
     * Returns the clock of all contexts but those in real time.
     *
     * @return the clock
     */
    public ManualClock clock() {
        return clock;
    }

    /**
     * Returns the sleeper of all contexts but those in real time.
     *
     * @return the sleeper
     */
    public RecordingSleeper sleeper() {
        return sleeper;
    }

    /**
     * Returns what stores wanted operators to know.
     *
     * @return the notices, in order
     */
    public List<StoreNotice> notices() {
        return List.copyOf(notices);
    }

    /**
     * Creates settings under the path {@code credentials.test}.
     *
     * @param values strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key
     * @return the settings
     */
    public Settings settings(Map<String, ?> values) {
        return settings(PATH, values);
    }

    /**
     * Creates settings.
     *
     * @param path the path that they stand under, for instance {@code credentials.email.agentmail}
     * @param values strings, {@link Long}, {@link Double}, {@link Boolean}, lists and maps of these by key
     * @return the settings
     */
    public Settings settings(String path, Map<String, ?> values) {
        return Settings.of(path, values, new Settings.Surroundings(key -> "test.yaml", environment::get));
    }

    /**
     * Creates a provider's context.
     *
     * @param settings the settings
     * @return the context
     */
    public ProviderContext provider(Settings settings) {
        return ProviderContext.of(settings, clock, sleeper, new Random(42));
    }

    /**
     * Creates a store's context.
     *
     * @param settings the settings
     * @param home the folder that documents live under
     * @return the context
     */
    public StoreContext store(Settings settings, Path home) {
        return StoreContext.of(settings, home, clock).withSleeper(sleeper).withNotices(notices::add);
    }

    /**
     * Creates a store's context with the system's clock and real sleeps, for threads that wait for one another.
     *
     * @param settings the settings
     * @param home the folder that documents live under
     * @return the context
     */
    public StoreContext storeInRealTime(Settings settings, Path home) {
        return StoreContext.of(settings, home, Clock.systemUTC())
                .withSleeper(Sleeper.system())
                .withNotices(notices::add);
    }
}
