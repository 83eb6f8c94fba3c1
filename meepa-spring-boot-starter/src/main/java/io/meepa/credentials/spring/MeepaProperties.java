package io.meepa.credentials.spring;

import io.meepa.credentials.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the starter itself is asked for. All other keys below {@code meepa} are the engine's, and spelled as in its own file:
 * {@code meepa.credentials.email.enabled}.
 *
 * @param configuration the gateway's file; the keys below {@code meepa} stand over it
 * @param home where documents live
 * @param provisionAtStart whether all agents are provisioned when the application starts
 */
@ConfigurationProperties(MeepaProperties.PREFIX)
public record MeepaProperties(
        @Nullable Path configuration, @Nullable Path home, boolean provisionAtStart) {

    static final String PREFIX = "meepa";

    /** The keys that are not the engine's, without separators. */
    private static final Set<String> OWN = Set.of("configuration", "home", "provisionatstart");

    private static final Set<String> ENGINE = Set.of("credentials", "agents", "agentdefaults");

    private static final Set<String> ALL =
            Set.of("configuration", "home", "provision-at-start", "credentials", "agents", "agent_defaults");

    /**
     * Returns the properties before there are beans.
     *
     * @throws ConfigurationException if one has no meaning
     */
    static MeepaProperties of(ConfigurableEnvironment environment) {
        try {
            return Binder.get(environment).bindOrCreate(PREFIX, MeepaProperties.class);
        } catch (BindException e) {
            throw new ConfigurationException(e.getName()
                    + " cannot be read: meepa.provision-at-start must be true or false, meepa.configuration a"
                    + " file and meepa.home a folder");
        }
    }

    /** Returns whether a path below {@code meepa} is the starter's own. */
    static boolean isOwn(String path) {
        return OWN.contains(squeezed(path));
    }

    /**
     * Refuses a path that is neither the starter's nor the engine's.
     *
     * @param place where a person wrote it
     * @throws ConfigurationException with all that there are
     */
    static void requireKnown(String path, String place) {
        if (!ENGINE.contains(squeezed(path.split("[.\\[]", 2)[0]))) {
            throw new ConfigurationException(place + ": " + PREFIX + "." + path
                    + " is not a setting of Meepa Credentials; below " + PREFIX + " there are "
                    + String.join(", ", new TreeSet<>(ALL)));
        }
    }

    /**
     * Refuses paths with a placeholder that Spring left as it is: a key would be written to a folder of that name.
     *
     * @throws ConfigurationException if there is one
     */
    void requireResolved() {
        requireResolved("home", home);
        requireResolved("configuration", configuration);
    }

    private static void requireResolved(String key, @Nullable Path path) {
        if (path != null && path.toString().contains("${")) {
            throw new ConfigurationException(PREFIX + "." + key
                    + " has a placeholder that nothing resolves: set the variable, or give it a default");
        }
    }

    private static String squeezed(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
