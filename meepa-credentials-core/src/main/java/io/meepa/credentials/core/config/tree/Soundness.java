package io.meepa.credentials.core.config.tree;

import java.util.Map;

/** Looks for what must not be read, before anything is read, and notes where each key stands. */
final class Soundness {

    private final Map<String, String> places;

    private Soundness(Map<String, String> places) {
        this.places = places;
    }

    static void check(String path, Node node, Map<String, String> places) {
        new Soundness(places).visit(path, node);
    }

    private void visit(String path, Node node) {
        places.put(path, node.place());
        if (node instanceof Node.Flaw flaw) {
            throw flaw.refused(path, flaw.why());
        }
        if (node instanceof Node.Section section) {
            section.members().forEach((key, member) -> visitMember(path, key, member));
        }
        if (node instanceof Node.Sequence list) {
            list.elements().forEach(element -> visitElement(path, element));
        }
    }

    private void visitMember(String path, String key, Node member) {
        if (!KeyPath.isSound(key)) {
            throw member.refused(path, "has a key that is blank, longer than 128 characters or not printable");
        }
        visit(KeyPath.child(path, key), member);
    }

    private void visitElement(String path, Node element) {
        if (element instanceof Node.Nothing) {
            throw element.refused(path, "has an element without a value");
        }
        visit(path + "[]", element);
    }
}
