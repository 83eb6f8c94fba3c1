package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates a tree of the keys that a program set by path. The tree is all ours, so a key that nobody reads is refused
 * wherever it stands.
 */
final class CodeTree {

    private static final Set<String> ROOTS = Set.of(Tree.CREDENTIALS, Tree.AGENTS, Tree.INJECT);

    private final Collection<String> agents;

    private CodeTree(Collection<String> agents) {
        this.agents = agents;
    }

    /**
     * Reads the keys in order, later ones over earlier ones.
     *
     * @param agents the agents that the file lists; an id may have dots
     */
    static Node.Section of(Map<String, Object> settings, Collection<String> agents) {
        CodeTree tree = new CodeTree(agents);
        Node.Section whole = Node.Section.empty(CodeValue.PLACE);
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            whole = whole.overlaidWith(tree.section(setting.getKey(), setting.getValue()));
        }
        return whole;
    }

    private Node.Section section(String path, Object value) {
        List<String> segments = segments(path);
        Node node = CodeValue.node(path, value);
        if (path.equals(Tree.AGENTS)) {
            node = AgentList.byId(node);
        } else if (segments.get(0).equals(Tree.AGENTS) && segments.size() == 2 && !(node instanceof Node.Section)) {
            throw notOfAnAgent(path);
        }
        for (int i = segments.size() - 1; i > 0; i--) {
            node = new Node.Section(CodeValue.PLACE, Map.of(segments.get(i), node));
        }
        return new Node.Section(CodeValue.PLACE, Map.of(segments.get(0), node));
    }

    private List<String> segments(String path) {
        if (path.startsWith(Tree.AGENTS + ".")) {
            return agentSegments(path);
        }
        if (!path.equals(Tree.INJECT) && !path.equals(Tree.AGENTS) && !isIn(Tree.CREDENTIALS, path)) {
            throw CodeValue.refused(path, "is not a setting of Meepa Credentials" + Nearest.hint(path, ROOTS));
        }
        return KeyPath.segments(path);
    }

    private List<String> agentSegments(String path) {
        String rest = path.substring(Tree.AGENTS.length() + 1);
        String id = agent(rest);
        List<String> segments = new ArrayList<>(List.of(Tree.AGENTS, id));
        if (rest.length() > id.length()) {
            segments.addAll(KeyPath.segments(rest.substring(id.length() + 1)));
        }
        if (segments.size() > 2 && !segments.get(2).equals(Tree.IDENTITY)) {
            throw notOfAnAgent(path);
        }
        return segments;
    }

    private static ConfigurationException notOfAnAgent(String path) {
        return CodeValue.refused(path, "is not a setting of Meepa Credentials; agents have agents.<id>.identity");
    }

    /** The longest listed id that fits; else what stands before {@code identity}. */
    private String agent(String rest) {
        Optional<String> listed =
                agents.stream().filter(id -> isIn(id, rest)).max(Comparator.comparingInt(String::length));
        int identity = (rest + ".").indexOf("." + Tree.IDENTITY + ".");
        return listed.orElseGet(() -> identity < 0 ? rest : rest.substring(0, identity));
    }

    private static boolean isIn(String root, String path) {
        return path.equals(root) || path.startsWith(root + ".");
    }
}
