package io.meepa.credentials.spi.store;

import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** What a store receives when it is opened. Immutable. */
public final class StoreContext {

    private final Settings settings;
    private final Path home;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Consumer<StoreNotice> notices;
    private final String namespace;

    private StoreContext(
            Settings settings,
            Path home,
            Clock clock,
            Sleeper sleeper,
            Consumer<StoreNotice> notices,
            String namespace) {
        this.settings = settings;
        this.home = home;
        this.clock = clock;
        this.sleeper = sleeper;
        this.notices = notices;
        this.namespace = namespace;
    }

    /** The namespace of an installation that configures none. */
    private static final String DEFAULT_NAMESPACE = "meepa";

    /**
     * Creates a context that really sleeps, whose notices are dropped, of the namespace {@code meepa}.
     *
     * @param settings the store's section of the configuration
     * @param home the folder that documents live under; need not exist yet
     * @param clock the current time
     * @return the context
     */
    public static StoreContext of(Settings settings, Path home, Clock clock) {
        return new StoreContext(settings, home, clock, Sleeper.system(), notice -> {}, DEFAULT_NAMESPACE);
    }

    /**
     * Returns a copy that waits in another way.
     *
     * @param newSleeper waits
     * @return the copy
     */
    public StoreContext withSleeper(Sleeper newSleeper) {
        return new StoreContext(settings, home, clock, newSleeper, notices, namespace);
    }

    /**
     * Returns a copy whose notices have a receiver.
     *
     * @param newNotices receives each notice
     * @return the copy
     */
    public StoreContext withNotices(Consumer<StoreNotice> newNotices) {
        return new StoreContext(settings, home, clock, sleeper, newNotices, namespace);
    }

    /**
     * Returns a copy of another installation.
     *
     * @param newNamespace the installation's namespace
     * @return the copy
     */
    public StoreContext withNamespace(String newNamespace) {
        return new StoreContext(settings, home, clock, sleeper, notices, newNamespace);
    }

    /**
     * Returns the store's section of the configuration.
     *
     * @return the value
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Returns the folder that documents live under; it need not exist yet.
     *
     * @return the value
     */
    public Path home() {
        return home;
    }

    /**
     * Returns the clock to use.
     *
     * @return the value
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Returns what waits, between tries for a lock for instance.
     *
     * @return the value
     */
    public Sleeper sleeper() {
        return sleeper;
    }

    /**
     * Returns the receiver of what an operator should know.
     *
     * @return the value
     */
    public Consumer<StoreNotice> notices() {
        return notices;
    }

    /**
     * Returns the installation's namespace: what distinguishes its documents from those of others in one place.
     *
     * @return the value
     */
    public String namespace() {
        return namespace;
    }
}
