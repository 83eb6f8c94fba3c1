package io.meepa.credentials.core.config;

import io.meepa.credentials.Category;
import io.meepa.credentials.spi.ManagerSpecification;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: strict in what is ours, blind to the rest of the gateway's file. */
public final class ConfigurationReader {

    private static final String STORE = "credential_store";
    private static final String ENVIRONMENT = "environment";
    private static final String ENSURE = "ensure";
    private static final String AUDIT = "audit";
    private static final Set<String> BUILT_IN =
            new LinkedHashSet<>(List.of(Category.EMAIL.name(), Category.PHONE.name(), Category.CREDIT_CARD.name()));

    /** Tags go into names that every upstream limits. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9-]{1,16}");

    private final Branch credentials;
    private final Settings settings;
    private final KnownPlugins known;

    private ConfigurationReader(Branch credentials, KnownPlugins known) {
        this.credentials = credentials;
        this.settings = credentials.settings();
        this.known = known;
    }

    /**
     * Reads the file, if the host named one, and the keys set in code over it. Opens no plug-in, makes no network call
     * and writes nothing.
     *
     * @param specification what the host said
     * @param known the plug-ins that may be named
     * @return the configuration
     * @throws io.meepa.credentials.ConfigurationException if it cannot be used; the message names file, line and key
     *     path, and never a value
     */
    public static Configuration read(ManagerSpecification specification, KnownPlugins known) {
        Tree tree = Tree.of(specification);
        Function<String, @Nullable String> environment =
                specification.surroundings().environment();
        Branch credentials = Branch.of(Tree.CREDENTIALS, tree.credentials(), environment);
        ConfigurationReader reader = new ConfigurationReader(credentials, known);
        Path home = HomeFolder.of(specification);
        Configuration configuration = new Configuration(
                reader.settings.flag("enabled").orElse(false),
                reader.namespace(),
                home,
                StoreReader.read(credentials.child(STORE), known),
                reader.categories(),
                agents(tree, environment),
                HandOverReader.read(tree.inject(), credentials.child(ENVIRONMENT)),
                LimitsReader.read(reader.settings),
                EnsureReader.read(credentials.child(ENSURE)),
                AuditReader.read(credentials.child(AUDIT), home));
        reader.refuseUnknownKeys();
        return configuration;
    }

    private String namespace() {
        String namespace = settings.text("namespace").orElse("meepa");
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw settings.invalid("namespace", "must be 1 to 16 of a-z, 0-9 and '-'");
        }
        return namespace;
    }

    private List<CategoryChoice> categories() {
        return categoryNames().stream()
                .map(name -> CategoryReader.read(Category.of(name), credentials.child(name), known))
                .toList();
    }

    private Set<String> categoryNames() {
        Set<String> names = new LinkedHashSet<>(BUILT_IN);
        credentials.keys().stream()
                .filter(key -> known.serves(Category.of(key)))
                .forEach(names::add);
        return names;
    }

    private static List<AgentChoice> agents(Tree tree, Function<String, @Nullable String> environment) {
        List<AgentChoice> agents = new ArrayList<>();
        tree.agents().forEach((id, node) -> agents.add(AgentReader.read(id, node, environment)));
        return agents;
    }

    private void refuseUnknownKeys() {
        Set<String> readByOthers = categoryNames();
        readByOthers.add(STORE);
        readByOthers.add(ENVIRONMENT);
        readByOthers.add(ENSURE);
        readByOthers.add(AUDIT);
        credentials.refuseUnknownKeys(readByOthers);
    }
}
