package io.meepa.credentials.sops;

import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Typed access to the members of an object in the metadata, as lenient about types as sops is. */
record Members(Map<String, SopsNode> members, String where) {

    static Members of(SopsNode value, String where) {
        if (value instanceof SopsNode.Fields fields) {
            return new Members(fields.members(), where);
        }
        throw Defect.malformed(where + " is not an object");
    }

    /** A string; the empty one counts as absent. */
    Optional<String> text(String name) {
        SopsNode value = members.get(name);
        if (value == null || is(value, SopsType.NOTHING)) {
            return Optional.empty();
        }
        return textOf(value)
                .map(Optional::of)
                .orElseThrow(() -> wrong(name, "a string"))
                .filter(content -> !content.isEmpty());
    }

    static Optional<String> textOf(@Nullable SopsNode value) {
        return value instanceof SopsLeaf leaf && leaf.type() == SopsType.TEXT
                ? Optional.of(leaf.reveal())
                : Optional.empty();
    }

    static boolean is(SopsNode value, SopsType type) {
        return value instanceof SopsLeaf leaf && leaf.type() == type;
    }

    String required(String name) {
        return text(name).orElseThrow(() -> Defect.malformed(name + " is missing in " + where));
    }

    boolean flag(String name) {
        SopsNode value = members.get(name);
        if (value == null || is(value, SopsType.NOTHING)) {
            return false;
        }
        if (value instanceof SopsLeaf leaf && leaf.type() == SopsType.FLAG) {
            return leaf.matches(SopsLeaf.flag(true));
        }
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    int count(String name) {
        SopsNode value = members.get(name);
        String literal = value instanceof SopsLeaf leaf && (is(leaf, SopsType.INTEGER) || is(leaf, SopsType.REAL))
                ? leaf.reveal()
                : text(name).orElse("0");
        if (!literal.matches("[0-9]{1,6}")) {
            throw wrong(name, "a small whole number");
        }
        return Integer.parseInt(literal);
    }

    List<Members> list(String name) {
        SopsNode value = members.get(name);
        if (value == null || is(value, SopsType.NOTHING)) {
            return List.of();
        }
        if (value instanceof SopsNode.Elements list) {
            return list.elements().stream()
                    .map(element -> of(element, "an entry of " + name + " in " + where))
                    .toList();
        }
        throw wrong(name, "a list");
    }

    private Defect wrong(String name, String expected) {
        return Defect.malformed(name + " in " + where + " is not " + expected);
    }
}
