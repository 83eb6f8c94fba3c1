package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.setting.PlacedValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Passes every property below {@code meepa} on, by the name that a person wrote: Spring's binder would take the underscores
 * from keys of maps, and could not spell most of ours from a variable. The engine checks names and values.
 */
final class EnvironmentSettings {

    private static final String PREFIX = MeepaProperties.PREFIX + ".";

    /** Variables that can only be settings; others with the prefix hold keys, for instance. */
    private static final Pattern VARIABLE = Pattern.compile("MEEPA_(CREDENTIALS|AGENTS|AGENT_?DEFAULTS)_[A-Z0-9_]+");

    private static final String AGENTS = "agents";

    private static final Pattern NUMBERED_AGENT = Pattern.compile("MEEPA_AGENTS_\\d{1,4}_.+");

    private final ConfigurableEnvironment environment;

    EnvironmentSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Returns a builder with all that properties say. */
    static CredentialManagerBuilder builder(ConfigurableEnvironment environment, MeepaProperties properties) {
        properties.requireResolved();
        CredentialManagerBuilder builder = CredentialManager.builder().environment(environment::getProperty);
        if (properties.configuration() != null) {
            builder.configuration(properties.configuration());
        }
        if (properties.home() != null) {
            builder.home(properties.home());
        }
        new EnvironmentSettings(environment).forEach(builder::set);
        return builder;
    }

    /** Hands over what each source of properties has, by name, the most important source last. */
    void forEach(BiConsumer<String, Object> setter) {
        Map<String, Object> settings = new LinkedHashMap<>();
        List<PropertySource<?>> sources = new ArrayList<>();
        environment.getPropertySources().forEach(sources::add);
        Collections.reverse(sources);
        for (PropertySource<?> source : sources) {
            if (source instanceof EnumerablePropertySource<?> listed
                    && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                Map<String, Object> own = settings(listed);
                if (own.keySet().stream().anyMatch(EnvironmentSettings::isListOfAgents)) {
                    settings.keySet().removeIf(EnvironmentSettings::isListOfAgents);
                }
                settings.keySet().removeAll(own.keySet()); // What comes later stands later.
                settings.putAll(own);
            }
        }
        settings.forEach(setter);
    }

    /** A list is one source's as a whole, and that of the agents has two spellings. */
    private static boolean isListOfAgents(String name) {
        return name.equals(AGENTS) || NUMBERED_AGENT.matcher(name).matches();
    }

    private Map<String, Object> settings(EnumerablePropertySource<?> source) {
        Map<String, Object> settings = new LinkedHashMap<>();
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        ServiceLinks links = variables ? ServiceLinks.of(source) : ServiceLinks.NONE;
        PropertyTree tree = new PropertyTree();
        for (String name : source.getPropertyNames()) {
            PlacedValue value = links.has(name) ? null : value(source, name, variables);
            if (value == null) {
                continue;
            }
            if (variables && VARIABLE.matcher(name).matches()) {
                settings.put(name, value);
            } else if (isOurs(name)) {
                String path = name.substring(PREFIX.length());
                MeepaProperties.requireKnown(path, value.place());
                tree.put(path, value);
            }
        }
        settings.putAll(tree.values());
        return settings;
    }

    private static boolean isOurs(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && !MeepaProperties.isOwn(name.substring(PREFIX.length()));
    }

    /** An empty text is passed on: it is an empty list where a list is meant, which only the engine knows. */
    private @Nullable PlacedValue value(EnumerablePropertySource<?> source, String name, boolean variable) {
        boolean asked = variable ? VARIABLE.matcher(name).matches() : isOurs(name);
        Object given = asked ? source.getProperty(name) : null;
        if (given == null) {
            return null;
        }
        Object resolved = given instanceof CharSequence text ? environment.resolvePlaceholders(text.toString()) : given;
        return new PlacedValue(resolved, place(source, name, variable));
    }

    private static String place(EnumerablePropertySource<?> source, String name, boolean variable) {
        if (variable) {
            return "environment variable " + name;
        }
        Origin origin = OriginLookup.getOrigin(source, name);
        if (origin instanceof TextResourceOrigin file && file.getResource() != null && file.getLocation() != null) {
            return file.getResource().getFilename() + ":" + (file.getLocation().getLine() + 1);
        }
        return "property " + name + " of " + source.getName();
    }
}
