package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.spi.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One section that is ours: sound throughout, and every key in it is accounted for. */
public final class Branch {

    private final String path;
    private final Node.Section node;
    private final Settings.Surroundings surroundings;
    private final Settings settings;

    private Branch(String path, Node.Section node, Settings.Surroundings surroundings) {
        this.path = path;
        this.node = node;
        this.surroundings = surroundings;
        settings = Settings.of(path, plain(node), surroundings);
    }

    /** Takes a node of the tree; refuses it if it is no section or has a flaw anywhere. */
    public static Branch of(String path, Node node, Function<String, @Nullable String> environment) {
        Map<String, String> places = new HashMap<>();
        Soundness.check(path, node, places);
        return new Branch(
                path, section(path, node), new Settings.Surroundings(key -> placeOf(key, places), environment));
    }

    private static Node.Section section(String path, Node node) {
        if (node instanceof Node.Nothing) {
            return Node.Section.empty(node.place());
        }
        if (node instanceof Node.Section section) {
            return section;
        }
        throw node.refused(path, "must be a section");
    }

    private static String placeOf(String keyPath, Map<String, String> places) {
        String known = keyPath;
        while (!places.containsKey(known) && known.contains(".")) {
            known = known.substring(0, known.lastIndexOf('.'));
        }
        return places.getOrDefault(known, "");
    }

    /** Returns the section under a key, an empty one if there is none. */
    public Branch child(String key) {
        String childPath = KeyPath.child(path, key);
        return new Branch(childPath, section(childPath, node.member(key)), surroundings);
    }

    /** Returns a section that nobody can have filled. */
    public Branch withoutKeys() {
        return new Branch(path, Node.Section.empty(node.place()), surroundings);
    }

    /** Refuses what stands under one of these keys and is no section. */
    public void requireSections(Set<String> names) {
        names.forEach(name -> section(KeyPath.child(path, name), node.member(name)));
    }

    /** Returns the section's settings. */
    public Settings settings() {
        return settings;
    }

    /** Returns the section's keys. */
    public Set<String> keys() {
        return node.members().keySet();
    }

    /** Returns whether a section stands under a key. */
    public boolean isSection(String key) {
        return node.member(key) instanceof Node.Section;
    }

    /** Refuses keys that were not asked for, except those that others read. */
    public void refuseUnknownKeys(Set<String> readByOthers) {
        Set<String> known = new TreeSet<>(settings.known());
        known.addAll(readByOthers);
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw settings.invalid(key, "is not a setting of Meepa Credentials" + Nearest.hint(key, known));
            }
        }
    }

    private static Map<String, Object> plain(Node.Section section) {
        Map<String, Object> values = new LinkedHashMap<>();
        section.members().forEach((key, member) -> {
            if (!(member instanceof Node.Nothing)) {
                values.put(key, plainValue(member));
            }
        });
        return values;
    }

    private static Object plainValue(Node node) {
        if (node instanceof Node.Section section) {
            return plain(section);
        }
        if (node instanceof Node.Sequence list) {
            return list.elements().stream().map(Branch::plainValue).toList();
        }
        return node instanceof Node.Scalar scalar ? scalar.plain() : List.of();
    }
}
