package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Nearest;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;

/**
 * Where documents are kept.
 *
 * @param id the store plug-in's id, or {@link #NONE}
 * @param settings the plug-in's own section, empty if the file has none
 * @param itemId how the seed's document header names the item; opaque
 * @param vault how the seed's document header names the vault; opaque
 */
public record StoreChoice(String id, Settings settings, String itemId, String vault) {

    /** Documents live in memory only: nothing is ever written to disk. */
    public static final String NONE = "none";

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
            return new StoreChoice(id, branch.child(id).settings(), itemId, vault);
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
