package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.Settings;
import java.util.Optional;

/** Reads where documents are kept. */
final class StoreReader {

    private static final String DEFAULT = "sops";
    private static final String PROVIDER = "provider";

    private StoreReader() {}

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
                PROVIDER,
                given.map(name -> "names no known store" + Nearest.choices(name, known.stores()))
                        .orElse("is not set and the default, " + id + ", is not on the class path; known are "
                                + Nearest.listed(known.stores())));
    }
}
