package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every key that a configuration may have with the plug-ins that there are.
 *
 * @param stores the stores
 * @param providers the providers
 */
public record SettingCatalogue(Collection<CredentialStore> stores, Collection<CredentialProvider> providers) {

    /** Returns the keys, section by section. */
    public List<SettingDescription> settings() {
        return Stream.of(
                        EngineSettings.general(),
                        EngineSettings.ages(),
                        EngineSettings.ensure(),
                        EngineSettings.store(),
                        stores.stream().flatMap(SettingCatalogue::ofStore),
                        sections().stream().flatMap(this::ofSection),
                        EngineSettings.audit(),
                        EngineSettings.agents(),
                        providers.stream().flatMap(SettingCatalogue::ofAgents),
                        EngineSettings.handOver(),
                        EngineSettings.requests())
                .flatMap(keys -> keys)
                .toList();
    }

    /** The categories that come first in every configuration, then the others, then the connections, which are tokens. */
    private Set<Category> sections() {
        Set<Category> all = new LinkedHashSet<>(List.of(Category.EMAIL, Category.PHONE, Category.CREDIT_CARD));
        providers.forEach(provider -> all.addAll(provider.categories()));
        if (all.remove(Category.TOKEN)) {
            all.add(Category.TOKEN);
        }
        return all;
    }

    private Stream<SettingDescription> ofSection(Category category) {
        String section = category.equals(Category.TOKEN) ? ConfigurationReader.CONNECTIONS : category.name();
        List<CredentialProvider> serving = providers.stream()
                .filter(provider -> provider.categories().contains(category))
                .toList();
        if (serving.isEmpty()) {
            return Stream.of();
        }
        Set<String> ids =
                new TreeSet<>(serving.stream().map(CredentialProvider::id).toList());
        return Stream.concat(
                EngineSettings.category(section, ids),
                serving.stream()
                        .flatMap(provider -> provider.settings().stream()
                                .map(key -> key.in(Tree.CREDENTIALS + "." + section + "." + provider.id()))));
    }

    private static Stream<SettingDescription> ofStore(CredentialStore store) {
        return store.settings().stream()
                .map(key -> key.in(Tree.CREDENTIALS + "." + ConfigurationReader.STORE + "." + store.id()));
    }

    private static Stream<SettingDescription> ofAgents(CredentialProvider provider) {
        return provider.agentSettings().stream()
                .map(key -> key.in(Tree.EACH_AGENT + "." + Tree.IDENTITY + "." + provider.id()));
    }
}
