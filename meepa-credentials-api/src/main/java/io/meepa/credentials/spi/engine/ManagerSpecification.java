package io.meepa.credentials.spi.engine;

import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.spi.Sleeper;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a manager, as its host gave them.
 *
 * @param configuration the configuration file, if any
 * @param settings keys set in code, by path, over the file's
 * @param home where documents live, if set in code
 * @param providers providers added in code
 * @param stores stores added in code
 * @param listeners receive the events
 * @param surroundings clock, sleep, environment and discovery
 * @param observation who counts, and the audit trail's key
 */
public record ManagerSpecification(
        Optional<Path> configuration,
        Map<String, Object> settings,
        Optional<Path> home,
        List<CredentialProvider> providers,
        List<CredentialStore> stores,
        List<CredentialListener> listeners,
        Surroundings surroundings,
        Observation observation) {

    /** Copies the collections. */
    public ManagerSpecification {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        providers = List.copyOf(providers);
        stores = List.copyOf(stores);
        listeners = List.copyOf(listeners);
    }

    /**
     * Creates a specification that nobody but listeners watches.
     *
     * @param configuration the configuration file, if any
     * @param settings keys set in code, by path, over the file's
     * @param home where documents live, if set in code
     * @param providers providers added in code
     * @param stores stores added in code
     * @param listeners receive the events
     * @param surroundings clock, sleep, environment and discovery
     */
    public ManagerSpecification(
            Optional<Path> configuration,
            Map<String, Object> settings,
            Optional<Path> home,
            List<CredentialProvider> providers,
            List<CredentialStore> stores,
            List<CredentialListener> listeners,
            Surroundings surroundings) {
        this(configuration, settings, home, providers, stores, listeners, surroundings, Observation.none());
    }

    /**
     * What the manager takes from the world around it.
     *
     * @param clock the current time
     * @param sleeper waits
     * @param environment looks up a variable, at each use
     * @param discovery whether plug-ins on the class and module path exist
     * @param randomness what passwords are made of: a cryptographic generator, but in tests
     */
    public record Surroundings(
            Clock clock,
            Sleeper sleeper,
            Function<String, @Nullable String> environment,
            boolean discovery,
            RandomGenerator randomness) {

        /**
         * Takes randomness from the system.
         *
         * @param clock the current time
         * @param sleeper waits
         * @param environment looks up a variable, at each use
         * @param discovery whether plug-ins on the class and module path exist
         */
        public Surroundings(
                Clock clock, Sleeper sleeper, Function<String, @Nullable String> environment, boolean discovery) {
            this(clock, sleeper, environment, discovery, new SecureRandom());
        }
    }
}
