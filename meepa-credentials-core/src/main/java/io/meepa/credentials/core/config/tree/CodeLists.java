package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lists as frameworks have them: elements by number, and texts with commas. */
final class CodeLists {

    private static final Pattern INDEX = Pattern.compile("\\[?(\\d{1,4})\\]?");

    private CodeLists() {}

    /** Returns the parts of a path; {@code [0]} is a part of its own. */
    static List<String> segments(String path) {
        return KeyPath.segments(path.replaceAll("(?<=.)\\[(\\d{1,4})\\]", ".[$1]"));
    }

    /** Returns the list that a text with commas means; other nodes as they are. */
    static Node split(Node node) {
        if (!(node instanceof Node.Scalar scalar) || !(scalar.value() instanceof String text)) {
            return node;
        }
        return new Node.Sequence(
                node.place(),
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(part -> (Node) new Node.Scalar(node.place(), part, true))
                        .toList());
    }

    /** Returns the list that a section means whose keys are all numbers; itself otherwise. */
    static Node listed(String path, Node.Section section) {
        if (section.members().isEmpty()
                || !section.members().keySet().stream()
                        .allMatch(key -> INDEX.matcher(key).matches())) {
            return section;
        }
        Map<Integer, Node> elements = new TreeMap<>();
        section.members().forEach((key, node) -> elements.put(index(key), node));
        return new Node.Sequence(section.place(), gapless(path, elements));
    }

    private static List<Node> gapless(String path, Map<Integer, Node> elements) {
        int expected = 0;
        for (Map.Entry<Integer, Node> element : elements.entrySet()) {
            if (element.getKey() != expected) {
                throw missing(path, expected, element.getValue());
            }
            expected++;
        }
        return List.copyOf(elements.values());
    }

    /** Returns whether a part of a path is the number of an element. */
    static boolean isNumber(String segment) {
        return INDEX.matcher(segment).matches();
    }

    private static ConfigurationException missing(String path, int index, Node next) {
        return next.refused(path, "lacks element " + index + ": number its elements from 0, without a gap");
    }

    private static int index(String key) {
        return Integer.parseInt(key.replaceAll("[\\[\\]]", ""));
    }

    /** Returns the tree with each list in its place; an agent that was numbered stands under its id. */
    static Node.Section settled(Node.Section root) {
        Map<String, Node> members = new LinkedHashMap<>(root.members());
        members.computeIfPresent(Tree.CREDENTIALS, (key, node) -> within(key, node));
        members.computeIfPresent(Tree.AGENTS, (key, node) -> agents((Node.Section) node));
        return new Node.Section(root.place(), members);
    }

    private static Node within(String path, Node node) {
        if (!(node instanceof Node.Section section)) {
            return node;
        }
        Map<String, Node> members = new LinkedHashMap<>();
        section.members().forEach((key, member) -> members.put(key, within(KeyPath.child(path, key), member)));
        return listed(path, new Node.Section(section.place(), members));
    }

    private static Node agents(Node.Section agents) {
        Map<Integer, Node> numbered = new TreeMap<>();
        Map<String, Node> named = new LinkedHashMap<>();
        agents.members().forEach((key, node) -> {
            Node agent = within(KeyPath.child(Tree.AGENTS, key), node);
            if (isNumbered(key, agent)) {
                numbered.put(index(key), agent);
            } else {
                named.put(key, agent);
            }
        });
        Node.Section byId = AgentList.byId(new Node.Sequence(agents.place(), gapless(Tree.AGENTS, numbered)));
        return byId.overlaidWith(new Node.Section(agents.place(), named));
    }

    /** An agent may be called 0; one that has an id beside is the first of a list. */
    private static boolean isNumbered(String key, Node agent) {
        return key.startsWith("[")
                || (INDEX.matcher(key).matches()
                        && agent instanceof Node.Section section
                        && section.members().containsKey(AgentList.ID));
    }
}
