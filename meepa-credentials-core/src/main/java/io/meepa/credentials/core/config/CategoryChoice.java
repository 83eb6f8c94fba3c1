package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How one category is provisioned.
 *
 * @param category the category
 * @param enabled whether it is provisioned at all
 * @param provider the provider's id; always there if enabled
 * @param settings the provider's own section, empty if the file has none
 */
public record CategoryChoice(Category category, boolean enabled, Optional<String> provider, Settings settings) {

    /** Reads how one category is provisioned. */
    static final class Reader {

        private static final String PROVIDER = "provider";

        private final Category category;
        private final Branch branch;
        private final KnownPlugins known;
        private final SortedSet<String> serving;

        private Reader(Category category, Branch branch, KnownPlugins known) {
            this.category = category;
            this.branch = branch;
            this.known = known;
            serving = known.serving(category);
        }

        static CategoryChoice read(Category category, Branch branch, KnownPlugins known) {
            return new Reader(category, branch, known).choice();
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
            throw branch.settings().invalid(PROVIDER, fault(id));
        }

        private String fault(String id) {
            if (known.providers().containsKey(id)) {
                return "names a provider that does not issue " + category + "; those that do are "
                        + Nearest.listed(serving);
            }
            return Artifacts.remedy(id)
                    .map(remedy -> "names " + id + ", which is not on the class path: " + remedy)
                    .orElseGet(() -> "names no known provider of " + category + Nearest.choices(id, serving));
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
                                    : "is required while the category is enabled; known are "
                                            + Nearest.listed(serving));
        }
    }
}
