package io.meepa.credentials.core.manager;

import io.meepa.credentials.core.builtin.ExistingProvider;
import io.meepa.credentials.core.builtin.ManualProvider;
import io.meepa.credentials.core.builtin.MemoryStore;
import io.meepa.credentials.core.config.KnownPlugins;
import io.meepa.credentials.core.config.SettingCatalogue;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.spi.store.CredentialStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every plug-in there is, by id: built in, added in code, and discovered. Being here opens nothing; two with one id are
 * an error that names both.
 */
final class PluginRegistry {

    private final Map<String, CredentialProvider> providers;
    private final Map<String, CredentialStore> stores;

    private PluginRegistry(Map<String, CredentialProvider> providers, Map<String, CredentialStore> stores) {
        this.providers = providers;
        this.stores = stores;
    }

    static PluginRegistry of(ManagerSpecification specification) {
        boolean discovery = specification.surroundings().discovery();
        List<CredentialProvider> providers = new ArrayList<>(List.of(new ExistingProvider(), new ManualProvider()));
        providers.addAll(specification.providers());
        List<CredentialStore> stores = new ArrayList<>(List.of(new MemoryStore()));
        stores.addAll(specification.stores());
        return new PluginRegistry(
                byId(
                        "provider",
                        providers,
                        discovery ? Discovery.of(CredentialProvider.class) : List.of(),
                        CredentialProvider::id),
                byId(
                        "store",
                        stores,
                        discovery ? Discovery.of(CredentialStore.class) : List.of(),
                        CredentialStore::id));
    }

    KnownPlugins known() {
        Map<String, Set<Category>> categories = new TreeMap<>();
        providers.forEach((id, provider) -> categories.put(id, provider.categories()));
        return new KnownPlugins(stores.keySet(), categories, this::settings, this::targets);
    }

    /** Returns every key that a configuration may have with these plug-ins. */
    List<SettingDescription> settings() {
        return new SettingCatalogue(stores.values(), providers.values()).settings();
    }

    private List<RequestTarget> targets(String service, Function<String, Settings> sections) {
        return providers.values().stream()
                .flatMap(provider -> provider.requestTargets(service, sections.apply(provider.id())).stream())
                .distinct()
                .toList();
    }

    List<CredentialProvider> providers() {
        return List.copyOf(providers.values());
    }

    CredentialProvider provider(String id) {
        return required(providers, id);
    }

    CredentialStore store(String id) {
        return required(stores, id);
    }

    private static <T> T required(Map<String, T> plugIns, String id) {
        T plugIn = plugIns.get(id);
        if (plugIn == null) {
            throw new ConfigurationException("no such plug-in; there are " + plugIns.keySet());
        }
        return plugIn;
    }

    private static <T> Map<String, T> byId(String what, List<T> given, List<T> found, Function<T, String> id) {
        Map<String, T> byId = new TreeMap<>();
        for (T plugIn : given) {
            T other = byId.putIfAbsent(id.apply(plugIn), plugIn);
            if (other != null && other != plugIn) {
                throw twoCalled(what + " " + id.apply(plugIn), other, plugIn);
            }
        }
        for (T plugIn : found) {
            T other = byId.putIfAbsent(id.apply(plugIn), plugIn);
            // The same class, found twice, is one plug-in: a jar that stands on two paths.
            if (other != null && !other.getClass().equals(plugIn.getClass())) {
                throw twoCalled(what + " " + id.apply(plugIn), other, plugIn);
            }
        }
        return byId;
    }

    private static ConfigurationException twoCalled(String name, Object one, Object other) {
        return new ConfigurationException("two plug-ins are called " + name + ": "
                + Discovery.whereabouts(one.getClass()) + " and " + Discovery.whereabouts(other.getClass())
                + "; remove one");
    }
}
