package io.meepa.credentials.spring;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
    static final Set<String> OWN = Set.of("configuration", "home", "provisionatstart");

    /** Returns the properties before there are beans. */
    static MeepaProperties of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, MeepaProperties.class);
    }
}
