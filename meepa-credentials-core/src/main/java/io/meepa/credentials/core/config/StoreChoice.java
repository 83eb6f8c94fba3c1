package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where documents are kept.
 *
 * @param id the store plug-in's id, or {@link #NONE}
 * @param sections each store plug-in's own section by its id, empty if the file has none
 * @param itemId how the seed's document header names the item; opaque
 * @param vault how the seed's document header names the vault; opaque
 */
public record StoreChoice(String id, Map<String, Settings> sections, String itemId, String vault) {

    /** Documents live in memory only: nothing is ever written to disk. */
    public static final String NONE = "none";

    /** Copies the map. */
    public StoreChoice {
        sections = Map.copyOf(sections);
    }

    /** Returns the chosen store's section. */
    public Settings settings() {
        return settings(id);
    }

    /**
     * Returns the section of a store.
     *
     * @param store the plug-in's id
     * @return its section
     * @throws ConfigurationException if there is no such store
     */
    public Settings settings(String store) {
        Settings section = sections.get(store);
        if (section == null) {
            throw new ConfigurationException(Reader.PROVIDER + ": there is no store " + store
                    + " to copy to; there are " + Nearest.listed(new TreeSet<>(sections.keySet())));
        }
        return section;
    }

    /**
     * Returns whether documents live in memory only.
     *
     * @return whether no store plug-in is to be opened
     */
    public boolean memoryOnly() {
        return id.equals(NONE);
    }

    /** Reads where documents are kept. */
    static final class Reader {

        private static final String DEFAULT = "sops";
        private static final String PROVIDER = "provider";

        private Reader() {}

        static StoreChoice read(Branch branch, KnownPlugins known) {
            Settings settings = branch.settings();
            String id = id(settings, known);
            String itemId = settings.text("item_id").orElse("meepa-credentials");
            String vault = settings.text("vault").orElse("agents");
            branch.requireSections(known.stores());
            branch.refuseUnknownKeys(known.stores());
            Map<String, Settings> sections = new HashMap<>();
            known.stores()
                    .forEach(store -> sections.put(store, branch.child(store).settings()));
            return new StoreChoice(id, sections, itemId, vault);
        }

        private static String id(Settings settings, KnownPlugins known) {
            Optional<String> given = settings.text(PROVIDER);
            String id = given.orElse(DEFAULT);
            if (known.stores().contains(id)) {
                return id;
            }
            throw settings.invalid(
                    PROVIDER, given.map(name -> fault(name, known)).orElseGet(() -> unset(known)));
        }

        private static String fault(String id, KnownPlugins known) {
            return Artifacts.remedy(id)
                    .map(remedy -> "names " + id + ", which is not on the class path: " + remedy)
                    .orElseGet(() -> "names no known store" + Nearest.choices(id, known.stores()));
        }

        private static String unset(KnownPlugins known) {
            return "is not set and the default, " + DEFAULT + ", is not on the class path; known are "
                    + Nearest.listed(known.stores()) + "; "
                    + Artifacts.remedy(DEFAULT).orElseThrow();
        }
    }
}
