package io.meepa.credentials.core.config;

import io.meepa.credentials.spi.ManagerSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file and the keys set in code as one tree, with agents by id. */
record Tree(Node.Section root) {

    static final String CREDENTIALS = "credentials";
    static final String AGENTS = "agents";
    static final String INJECT = "agent_defaults.image_config.inject_credentials_env";

    static Tree of(ManagerSpecification specification) {
        Node.Section file = specification
                .configuration()
                .map(SourceText::read)
                .map(YamlTree::read)
                .orElseGet(() -> Node.Section.empty(CodeValue.PLACE));
        Node.Section agents = AgentList.byId(file.member(AGENTS));
        Map<String, Node> members = new LinkedHashMap<>(file.members());
        members.put(AGENTS, agents);
        Node.Section code =
                CodeTree.of(specification.settings(), agents.members().keySet());
        return new Tree(new Node.Section(file.place(), members).overlaidWith(code));
    }

    Node credentials() {
        return root.member(CREDENTIALS);
    }

    Map<String, Node> agents() {
        return ((Node.Section) root.member(AGENTS)).members();
    }

    /** Returns the switch for injection; what surrounds it is not ours, and may be anything. */
    Node inject() {
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
