package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The file and the keys set in code as one tree, with agents by id.
 *
 * @param root the tree
 * @param file the file, if the host named one
 */
public record Tree(Node.Section root, Optional<String> file) {

    public static final String CREDENTIALS = "credentials";
    public static final String AGENTS = "agents";
    public static final String IDENTITY = "identity";

    /** Stands for each agent in the path of a key. */
    public static final String EACH_AGENT = AGENTS + "[]";

    public static final String INJECT = "agent_defaults.image_config.inject_credentials_env";

    /**
     * Reads the file, if the host named one, and the keys set in code over it.
     *
     * @param specification what the host said
     * @param known returns every key there is, to find one in another spelling; asked only if keys were set in code
     */
    public static Tree of(ManagerSpecification specification, Supplier<List<SettingDescription>> known) {
        Node.Section file = specification
                .configuration()
                .map(SourceText::read)
                .map(YamlTree::read)
                .orElseGet(() -> Node.Section.empty(CodeValue.PLACE));
        Node.Section agents = AgentList.byId(file.member(AGENTS));
        Map<String, Node> members = new LinkedHashMap<>(file.members());
        members.put(AGENTS, agents);
        Node.Section code =
                CodeTree.of(specification.settings(), agents.members().keySet(), known);
        return new Tree(
                new Node.Section(file.place(), members).overlaidWith(code),
                specification.configuration().map(Path::toString));
    }

    /** Returns the section of the credentials. */
    public Node credentials() {
        return root.member(CREDENTIALS);
    }

    /** Returns the agents' sections by id. */
    public Map<String, Node> agents() {
        return ((Node.Section) root.member(AGENTS)).members();
    }

    /** Returns the file, if there is one and nothing in it or set in code is ours. */
    public Optional<String> silentFile() {
        boolean silent = credentials() instanceof Node.Nothing && agents().isEmpty();
        return file.filter(given -> silent);
    }

    /** Returns the keys at the top that are not ours. */
    public Set<String> unreadKeys() {
        return root.members().keySet().stream()
                .filter(key -> !key.equals(CREDENTIALS) && !key.equals(AGENTS))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the switch for injection; what surrounds it is not ours, and may be anything. */
    public Node inject() {
        Node node = root;
        for (String key : KeyPath.segments(INJECT)) {
            if (node instanceof Node.Flaw) {
                return node;
            }
            node = node instanceof Node.Section section ? section.member(key) : new Node.Nothing(node.place());
        }
        return node;
    }
}
