package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.setting.SettingDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Creates a tree of the keys that a program set by path. The tree is all ours, so a key that nobody reads is refused
 * wherever it stands. Each value finds its place by itself, since frameworks spell keys, lists and sections their own way.
 */
final class CodeTree {

    private static final Set<String> ROOTS = Set.of(Tree.CREDENTIALS, Tree.AGENTS, Tree.INJECT);

    /** Stands for any agent where the rest of a path is spelled. */
    private static final String AN_AGENT = Tree.AGENTS + "[0].";

    private final Collection<String> agents;
    private final SettingNames names;

    private CodeTree(Collection<String> agents, SettingNames names) {
        this.agents = agents;
        this.names = names;
    }

    /**
     * Reads the keys in order, later ones over earlier ones.
     *
     * @param agents the agents that the file lists; an id may have dots
     * @param known returns every key there is, to find one in another spelling
     */
    static Node.Section of(
            Map<String, Object> settings, Collection<String> agents, Supplier<List<SettingDescription>> known) {
        Node.Section whole = Node.Section.empty(CodeValue.PLACE);
        if (settings.isEmpty()) {
            return whole;
        }
        Set<String> all = new LinkedHashSet<>(agents);
        settings.forEach((name, value) -> all.addAll(AgentList.named(name, value)));
        CodeTree tree = new CodeTree(all, new SettingNames(known.get()));
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            for (Leaf leaf : tree.spelled(setting.getKey(), setting.getValue())) {
                whole = whole.overlaidWith(leaf.section());
            }
        }
        return CodeLists.settled(whole);
    }

    private List<Leaf> spelled(String name, Object value) {
        Leaf given = leaf(name, value);
        if (!given.segments().equals(List.of(Tree.AGENTS)) || given.node() instanceof Node.Section) {
            return given.leaves().map(this::spelled).toList();
        }
        if (isEmptyText(given.node())) {
            return List.of();
        }
        return new Leaf(given.segments(), AgentList.byId(given.node()))
                .leaves()
                .map(this::ofListed)
                .toList();
    }

    /** What else a gateway has in its own list of agents is not ours; what stands below a prefix of ours is. */
    private Leaf ofListed(Leaf leaf) {
        Leaf ofAgent = ofAgent(leaf);
        if (isPlaced(leaf.node())) {
            requireOfAgent(ofAgent.segments(), leaf.node());
        }
        return ofAgent;
    }

    private Leaf leaf(String name, Object value) {
        if (!SettingNames.isVariable(name)) {
            return new Leaf(segments(name), CodeValue.node(name, value));
        }
        Node node = CodeValue.node(name, value);
        String path = names.pathOfVariable(name, node);
        boolean split = names.isList(path) && !isPlaced(node); // What a framework wrote is read with its path.
        return new Leaf(listed(name, segments(path), node), split ? CodeLists.split(node) : node);
    }

    /**
     * A variable's name has no dash and no dot, so that a listed agent's id may be meant in another spelling. None is added
     * by it: a slip of the pen would get a mailbox and a card.
     */
    private List<String> listed(String variable, List<String> segments, Node node) {
        if (!segments.get(0).equals(Tree.AGENTS) || segments.size() == 1 || CodeLists.isNumber(segments.get(1))) {
            return segments;
        }
        String meant = agents.stream()
                .filter(id -> squeezed(id).equals(squeezed(segments.get(1))))
                .findFirst()
                .orElseThrow(() -> node.refused(
                        variable,
                        "is about an agent that is not listed"
                                + Nearest.hint(segments.get(1), agents)
                                + "; MEEPA_AGENTS_0_ID lists one"));
        List<String> listed = new ArrayList<>(segments);
        listed.set(1, meant);
        return listed;
    }

    private static String squeezed(String id) {
        return id.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private Leaf spelled(Leaf leaf) {
        if (!leaf.segments().get(0).equals(Tree.AGENTS)) {
            Meant meant = meant(leaf.path(), leaf.node());
            String path = meant.path();
            if (!path.equals(Tree.INJECT) && !isIn(Tree.CREDENTIALS, path)) {
                String near = Nearest.to(path, ROOTS).isPresent()
                        ? path
                        : leaf.segments().get(0);
                throw leaf.node().refused(path, "is not a setting of Meepa Credentials" + Nearest.hint(near, ROOTS));
            }
            return new Leaf(CodeLists.segments(path), meant.node());
        }
        Leaf ofAgent = ofAgent(leaf);
        requireOfAgent(ofAgent.segments(), leaf.node());
        return ofAgent;
    }

    private Leaf ofAgent(Leaf leaf) {
        List<String> segments = leaf.segments();
        if (segments.size() < 3) {
            return leaf;
        }
        List<String> spelled = new ArrayList<>(segments.subList(0, 2));
        String given = AN_AGENT + new Leaf(segments.subList(2, segments.size()), leaf.node()).path();
        Meant meant = meant(given, leaf.node());
        spelled.addAll(CodeLists.segments(meant.path().substring(AN_AGENT.length())));
        return new Leaf(spelled, meant.node());
    }

    /** Frameworks hand over as an empty text what is empty: list, section or value. A list may be a text with commas. */
    private Meant meant(String given, Node node) {
        String path = names.path(given);
        if (!isPlaced(node) || !(node instanceof Node.Scalar)) {
            return new Meant(path, node);
        }
        if (names.isList(path)) {
            return new Meant(
                    path, isEmptyText(node) ? new Node.Sequence(node.place(), List.of()) : CodeLists.split(node));
        }
        if (!isEmptyText(node)) {
            return new Meant(path, node);
        }
        return names.section(given)
                .map(section -> new Meant(section, Node.Section.empty(node.place())))
                .orElseGet(() -> new Meant(path, new Node.Nothing(node.place())));
    }

    /** Whether a framework says where a person wrote it. */
    private static boolean isPlaced(Node node) {
        return !node.place().equals(CodeValue.PLACE);
    }

    private static boolean isEmptyText(Node node) {
        return isPlaced(node)
                && node instanceof Node.Scalar scalar
                && scalar.value().equals("");
    }

    private static void requireOfAgent(List<String> segments, Node node) {
        boolean section = segments.size() < 3 && node instanceof Node.Section;
        boolean known = segments.size() > 2
                && (segments.get(2).equals(Tree.IDENTITY)
                        || (segments.size() == 3 && segments.get(2).equals(AgentList.ID)));
        if (!section && !known) {
            throw node.refused(
                    String.join(".", segments),
                    "is not a setting of Meepa Credentials; "
                            + (segments.size() < 3
                                    ? "agents have agents.<id>.identity"
                                    : "an agent has id and identity"
                                            + Nearest.to(segments.get(2), Set.of(AgentList.ID, Tree.IDENTITY))
                                                    .map(name -> "; did you mean " + name + "?")
                                                    .orElse("")));
        }
    }

    private List<String> segments(String path) {
        if (!path.startsWith(Tree.AGENTS + ".")) {
            return CodeLists.segments(path);
        }
        String rest = path.substring(Tree.AGENTS.length() + 1);
        String id = agent(rest);
        List<String> segments = new ArrayList<>(List.of(Tree.AGENTS, id));
        if (rest.length() > id.length()) {
            segments.addAll(CodeLists.segments(rest.substring(id.length() + 1)));
        }
        return segments;
    }

    /** The longest listed id that fits; else what stands before {@code identity} or {@code id}. */
    private String agent(String rest) {
        Optional<String> listed =
                agents.stream().filter(id -> isIn(id, rest)).max(Comparator.comparingInt(String::length));
        int identity = (rest + ".").indexOf("." + Tree.IDENTITY + ".");
        int id = rest.endsWith("." + AgentList.ID) ? rest.length() - AgentList.ID.length() - 1 : -1;
        return listed.orElseGet(() -> identity < 0 && id < 0 ? rest : rest.substring(0, identity < 0 ? id : identity));
    }

    private static boolean isIn(String root, String path) {
        return path.equals(root) || path.startsWith(root + ".");
    }

    /** A value and the path of a key, as the file has both. */
    private record Meant(String path, Node node) {}

    /**
     * A value and where it belongs.
     *
     * @param segments the path, at least one
     * @param node the value
     */
    private record Leaf(List<String> segments, Node node) {

        /** The values within, each with a path of its own; an empty section is a value. */
        Stream<Leaf> leaves() {
            if (node instanceof Node.Section section && !section.members().isEmpty()) {
                return section.members().entrySet().stream()
                        .map(member -> new Leaf(
                                Stream.concat(segments.stream(), Stream.of(member.getKey()))
                                        .toList(),
                                member.getValue()))
                        .flatMap(Leaf::leaves);
            }
            return Stream.of(this);
        }

        Node.Section section() {
            Node within = node;
            for (int i = segments.size() - 1; i > 0; i--) {
                within = new Node.Section(node.place(), Map.of(segments.get(i), within));
            }
            return new Node.Section(node.place(), Map.of(segments.get(0), within));
        }

        String path() {
            return String.join(".", segments).replace(".[", "[");
        }

        @Override
        public String toString() {
            return path();
        }
    }
}
