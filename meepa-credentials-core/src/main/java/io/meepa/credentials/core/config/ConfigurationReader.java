package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.core.config.grant.RequestRules;
import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: strict in what is ours, blind to the rest of the gateway's file. */
public final class ConfigurationReader {

    static final String STORE = "credential_store";
    static final String ENVIRONMENT = "environment";
    static final String ENSURE = "ensure";
    static final String AUDIT = "audit";
    static final String CONNECTIONS = "connections";
    static final String HTTP = "http";
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
     * @throws io.meepa.credentials.error.ConfigurationException if it cannot be used; the message names file, line and key
     *     path, and never a value
     */
    public static Configuration read(ManagerSpecification specification, KnownPlugins known) {
        Tree tree = Tree.of(specification, () -> known.settings().get());
        Function<String, @Nullable String> environment =
                specification.surroundings().environment();
        Branch credentials = Branch.of(Tree.CREDENTIALS, tree.credentials(), environment);
        ConfigurationReader reader = new ConfigurationReader(credentials, known);
        Path home = HomeFolder.of(specification);
        List<AgentChoice> agents = agents(tree, known, environment);
        HandOver handOver = HandOver.Reader.read(tree.inject(), credentials.child(ENVIRONMENT));
        List<CategoryChoice> categories = reader.categories();
        Optional<CategoryChoice> connections = reader.connections();
        RequestRules requests = RequestRules.Reader.read(
                credentials.child(HTTP),
                service -> known.targets().of(service, reader.sections(categories, connections)));
        Configuration configuration = new Configuration(
                reader.settings.flag("enabled").orElse(false),
                reader.namespace(),
                home,
                StoreChoice.Reader.read(credentials.child(STORE), known),
                categories,
                connections,
                agents,
                handOver,
                requests,
                Limits.Reader.read(reader.settings),
                AutoProvisioningChoice.Reader.read(credentials.child(ENSURE)),
                AuditChoice.Reader.read(credentials.child(AUDIT), home),
                ConfigurationFindings.of(tree, handOver, requests, agents));
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
                .map(name -> CategoryChoice.Reader.read(Category.of(name), credentials.child(name), known))
                .toList();
    }

    /** Connections are tokens, but not ones that provisioning makes: their provider stands beside that of the category. */
    private Optional<CategoryChoice> connections() {
        return credentials.keys().contains(CONNECTIONS)
                ? Optional.of(CategoryChoice.Reader.read(Category.TOKEN, credentials.child(CONNECTIONS), known))
                : Optional.empty();
    }

    /** The section of a provider that is named; one without keys for others. */
    private Function<String, Settings> sections(List<CategoryChoice> categories, Optional<CategoryChoice> connections) {
        return id -> Stream.concat(connections.stream(), categories.stream())
                .filter(choice -> choice.provider().filter(id::equals).isPresent())
                .findFirst()
                .map(CategoryChoice::settings)
                .orElseGet(() -> credentials.withoutKeys().settings());
    }

    private Set<String> categoryNames() {
        Set<String> names = new LinkedHashSet<>(BUILT_IN);
        credentials.keys().stream()
                .filter(key -> known.serves(Category.of(key)))
                .forEach(names::add);
        return names;
    }

    private static List<AgentChoice> agents(
            Tree tree, KnownPlugins known, Function<String, @Nullable String> environment) {
        List<AgentChoice> agents = new ArrayList<>();
        tree.agents()
                .forEach((id, node) -> agents.add(
                        AgentChoice.Reader.read(id, node, known.providers().keySet(), environment)));
        return agents;
    }

    private void refuseUnknownKeys() {
        Set<String> readByOthers = categoryNames();
        readByOthers.add(STORE);
        readByOthers.add(ENVIRONMENT);
        readByOthers.add(ENSURE);
        readByOthers.add(AUDIT);
        readByOthers.add(CONNECTIONS);
        readByOthers.add(HTTP);
        credentials.refuseUnknownKeys(readByOthers);
    }
}
