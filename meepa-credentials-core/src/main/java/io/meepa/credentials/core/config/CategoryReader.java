package io.meepa.credentials.core.config;

import io.meepa.credentials.Category;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.SortedSet;

/** Reads how one category is provisioned. */
final class CategoryReader {

    private static final String PROVIDER = "provider";

    private final Category category;
    private final Branch branch;
    private final KnownPlugins known;
    private final SortedSet<String> serving;

    private CategoryReader(Category category, Branch branch, KnownPlugins known) {
        this.category = category;
        this.branch = branch;
        this.known = known;
        serving = known.serving(category);
    }

    static CategoryChoice read(Category category, Branch branch, KnownPlugins known) {
        return new CategoryReader(category, branch, known).choice();
    }

    private CategoryChoice choice() {
        boolean enabled = branch.settings().flag("enabled").orElse(false);
        Optional<String> provider = branch.settings().text(PROVIDER).map(this::checked);
        if (enabled && provider.isEmpty()) {
            provider = Optional.of(theOnlyOne());
        }
        branch.requireSections(serving);
        branch.refuseUnknownKeys(serving);
        return new CategoryChoice(category, enabled, provider, section(provider));
    }

    private Settings section(Optional<String> provider) {
        return provider.map(branch::child).orElseGet(branch::withoutKeys).settings();
    }

    private String checked(String id) {
        if (serving.contains(id)) {
            return id;
        }
        String why = known.providers().containsKey(id)
                ? "names a provider that does not issue " + category + "; those that do are " + Nearest.listed(serving)
                : "names no known provider of " + category + Nearest.choices(id, serving);
        throw branch.settings().invalid(PROVIDER, why);
    }

    private String theOnlyOne() {
        if (serving.size() == 1) {
            return serving.first();
        }
        throw branch.settings()
                .invalid(
                        PROVIDER,
                        serving.isEmpty()
                                ? "has nothing to name: no provider of " + category
                                        + " is on the class path; add one or disable the category"
                                : "is required while the category is enabled; known are " + Nearest.listed(serving));
    }
}
