package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes changed copies of a tree, sharing what did not change. */
public final class TreeEdit {

    private final SopsPath path;

    /**
     * Creates the edit of one place.
     *
     * @param path the place
     * @throws IllegalArgumentException if it is the root
     */
    public TreeEdit(SopsPath path) {
        if (path.steps().isEmpty()) {
            throw new IllegalArgumentException("the path names no member; to replace everything give a whole tree");
        }
        this.path = path;
    }

    /**
     * Finds a node.
     *
     * @param root the tree
     * @param path the place
     * @return what is there, if anything
     */
    public static Optional<SopsNode> find(SopsNode root, SopsPath path) {
        @Nullable SopsNode node = root;
        for (SopsPath.Step step : path.steps()) {
            node = node == null ? null : child(node, step);
        }
        return Optional.ofNullable(node);
    }

    private static @Nullable SopsNode child(SopsNode node, SopsPath.Step step) {
        if (node instanceof SopsNode.Fields fields && step instanceof SopsPath.Step.Key key) {
            return fields.members().get(key.name());
        }
        if (node instanceof SopsNode.Elements array && step instanceof SopsPath.Step.Index index) {
            List<SopsNode> elements = array.elements();
            return index.position() >= 0 && index.position() < elements.size() ? elements.get(index.position()) : null;
        }
        return null;
    }

    /**
     * Puts a node at the place; missing parents are made, a position behind the last element appends.
     *
     * @param root the tree
     * @param value the node
     * @return the changed tree
     * @throws IllegalArgumentException if the path leads through a value, or beyond the end of an array
     */
    public SopsNode.Fields set(SopsNode.Fields root, SopsNode value) {
        return (SopsNode.Fields) set(root, 0, value);
    }

    private SopsNode set(@Nullable SopsNode node, int depth, SopsNode value) {
        if (depth == path.steps().size()) {
            return value;
        }
        SopsPath.Step step = path.steps().get(depth);
        if (step instanceof SopsPath.Step.Key key) {
            Map<String, SopsNode> members = new LinkedHashMap<>(membersOf(node, depth));
            members.put(key.name(), set(members.get(key.name()), depth + 1, value));
            return SopsNode.Fields.wrap(members);
        }
        return setElement(node, ((SopsPath.Step.Index) step).position(), depth, value);
    }

    private SopsNode setElement(@Nullable SopsNode node, int position, int depth, SopsNode value) {
        List<SopsNode> elements = new ArrayList<>(elementsOf(node, depth));
        if (position < 0 || position > elements.size()) {
            throw wrong(depth, "has no position " + position);
        }
        if (position == elements.size()) {
            elements.add(set(null, depth + 1, value));
        } else {
            elements.set(position, set(elements.get(position), depth + 1, value));
        }
        return new SopsNode.Elements(elements);
    }

    /**
     * Removes the node at the place.
     *
     * @param root the tree
     * @return the changed tree
     * @throws IllegalArgumentException if there is nothing
     */
    public SopsNode.Fields remove(SopsNode.Fields root) {
        if (find(root, path).isEmpty()) {
            throw new IllegalArgumentException("there is nothing at " + path);
        }
        return (SopsNode.Fields) remove(root, 0);
    }

    private SopsNode remove(@Nullable SopsNode node, int depth) {
        SopsPath.Step step = path.steps().get(depth);
        boolean last = depth == path.steps().size() - 1;
        if (step instanceof SopsPath.Step.Key key) {
            Map<String, SopsNode> members = new LinkedHashMap<>(membersOf(node, depth));
            if (last) {
                members.remove(key.name());
            } else {
                members.put(key.name(), remove(members.get(key.name()), depth + 1));
            }
            return SopsNode.Fields.wrap(members);
        }
        int position = ((SopsPath.Step.Index) step).position();
        List<SopsNode> elements = new ArrayList<>(elementsOf(node, depth));
        if (last) {
            elements.remove(position);
        } else {
            elements.set(position, remove(elements.get(position), depth + 1));
        }
        return new SopsNode.Elements(elements);
    }

    private Map<String, SopsNode> membersOf(@Nullable SopsNode node, int depth) {
        if (node == null) {
            return Map.of();
        }
        if (node instanceof SopsNode.Fields fields) {
            return fields.members();
        }
        throw wrong(depth, "is not an object");
    }

    private List<SopsNode> elementsOf(@Nullable SopsNode node, int depth) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof SopsNode.Elements elements) {
            return elements.elements();
        }
        throw wrong(depth, "is not an array");
    }

    private IllegalArgumentException wrong(int depth, String what) {
        return new IllegalArgumentException(new SopsPath(path.steps().subList(0, depth)) + " " + what);
    }
}
