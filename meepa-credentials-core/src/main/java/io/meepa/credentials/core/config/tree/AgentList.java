package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.model.AgentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the list of agents into sections by id, so that code can address an agent by it. */
public final class AgentList {

    /** What an agent's id may be, as the rest of a sentence. */
    public static final String RULE =
            "must be 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit, without"
                    + " '..', a final '.' or a reserved device name";

    static final String ID = "id";

    /** The key of a listed agent's id, as code and variables spell it. */
    private static final Pattern NUMBERED =
            Pattern.compile("agents(?:\\[\\d{1,4}]|\\.\\d{1,4})\\.id|MEEPA_AGENTS_\\d{1,4}_ID");

    /** A key of an agent that is addressed by its id. */
    private static final Pattern ADDRESSED = Pattern.compile("agents\\.(.+?)(?:\\.(?:identity|id)(?:\\..*)?)?");

    private AgentList() {}

    /** Returns the agents that a key set in code adds to those of the file, however it is spelled. */
    static Set<String> named(String name, Object value) {
        if (NUMBERED.matcher(name).matches()) {
            return CodeValue.node(name, value) instanceof Node.Scalar scalar && scalar.value() instanceof String id
                    ? Set.of(id)
                    : Set.of();
        }
        if (name.equals(Tree.AGENTS)) {
            return listed(CodeValue.node(name, value));
        }
        Matcher own = ADDRESSED.matcher(name);
        return own.matches() ? Set.of(own.group(1)) : Set.of();
    }

    private static Set<String> listed(Node agents) {
        if (agents instanceof Node.Section byId) {
            return byId.members().keySet();
        }
        return agents instanceof Node.Sequence ? byId(agents).members().keySet() : Set.of();
    }

    static Node.Section byId(Node agents) {
        if (agents instanceof Node.Nothing) {
            return Node.Section.empty(agents.place());
        }
        if (agents instanceof Node.Sequence list) {
            return new Node.Section(list.place(), sections(list.elements()));
        }
        if (agents instanceof Node.Flaw flaw) {
            throw flaw.refused(Tree.AGENTS, flaw.why());
        }
        throw agents.refused(Tree.AGENTS, "must be a list of sections, each with an id");
    }

    private static Map<String, Node> sections(List<Node> elements) {
        Map<String, Node> byId = new LinkedHashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            String path = Tree.AGENTS + "[" + i + "]";
            Node.Section agent = section(elements.get(i), path);
            Node twin = byId.put(id(agent, path), agent);
            if (twin != null) {
                throw agent.member(ID)
                        .refused(path + ".id", "is the id of the agent at " + twin.place() + " too; keep one");
            }
        }
        return byId;
    }

    private static Node.Section section(Node element, String path) {
        if (element instanceof Node.Section section) {
            return section;
        }
        throw element.refused(path, element instanceof Node.Flaw flaw ? flaw.why() : "must be a section with an id");
    }

    private static String id(Node.Section agent, String path) {
        Node id = agent.member(ID);
        if (id instanceof Node.Scalar scalar && scalar.value() instanceof String text && AgentId.isValid(text)) {
            return text;
        }
        throw id.refused(path + ".id", fault(id));
    }

    private static String fault(Node id) {
        if (id instanceof Node.Flaw flaw) {
            return flaw.why();
        }
        if (id instanceof Node.Nothing) {
            return "is required";
        }
        return id instanceof Node.Scalar scalar && scalar.value() instanceof String
                ? RULE
                : "must be a text; put it in quotes";
    }
}
