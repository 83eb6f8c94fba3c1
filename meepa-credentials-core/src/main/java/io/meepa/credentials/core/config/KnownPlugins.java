package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The plug-ins that a configuration may name.
 *
 * @param storeIds ids of the stores, without {@code none}
 * @param providers what each provider can issue, by its id
 * @param settings returns every key that there is with these plug-ins
 * @param targets returns where requests to a service carry its token or key, as providers know it
 */
public record KnownPlugins(
        Set<String> storeIds,
        Map<String, Set<Category>> providers,
        Supplier<List<SettingDescription>> settings,
        Targets targets) {

    /** Where requests to a service carry its token or key, as providers know it. */
    @FunctionalInterface
    public interface Targets {

        /**
         * Returns the places.
         *
         * @param service the service
         * @param sections returns a provider's section, by its id
         */
        List<RequestTarget> of(String service, Function<String, Settings> sections);
    }

    /** Copies the collections. */
    public KnownPlugins {
        storeIds = Set.copyOf(storeIds);
        for (String id : providers.keySet()) {
            if (AgentChoice.Reader.KEYS.contains(id)) {
                throw new ConfigurationException("no provider may be called " + id
                        + ": that is a setting of every agent, " + Tree.IDENTITY + "." + id);
            }
        }
        SortedMap<String, Set<Category>> copies = new TreeMap<>();
        providers.forEach((id, categories) -> copies.put(id, Set.copyOf(categories)));
        providers = Collections.unmodifiableSortedMap(copies);
    }

    /** Creates plug-ins that describe no settings: keys are known in one spelling then. */
    public KnownPlugins(Set<String> storeIds, Map<String, Set<Category>> providers) {
        this(storeIds, providers, List::of, (service, sections) -> List.of());
    }

    SortedSet<String> stores() {
        SortedSet<String> ids = new TreeSet<>(storeIds);
        ids.add(StoreChoice.NONE);
        return ids;
    }

    SortedSet<String> serving(Category category) {
        SortedSet<String> ids = new TreeSet<>();
        providers.forEach((id, categories) -> {
            if (categories.contains(category)) {
                ids.add(id);
            }
        });
        return ids;
    }

    boolean serves(Category category) {
        return !serving(category).isEmpty();
    }
}
