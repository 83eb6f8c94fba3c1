package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.setting.PlacedValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes nodes of what a program set. */
final class CodeValue {

    static final String PLACE = "set in code";

    private static final int DEEPEST = 64;

    private CodeValue() {}

    static Node node(String path, @Nullable Object value) {
        return node(path, value, PLACE, 1);
    }

    private static Node node(String path, @Nullable Object value, String place, int depth) {
        if (depth > DEEPEST) {
            throw refused(place, path, "is nested deeper than " + DEEPEST + " levels; flatten it");
        }
        if (value instanceof PlacedValue placed) {
            return node(path, placed.value(), placed.place(), depth + 1);
        }
        if (value instanceof Map<?, ?> map) {
            return CodeLists.listed(path, section(path, map, place, depth));
        }
        if (value instanceof Collection<?> list) {
            return new Node.Sequence(
                    place,
                    list.stream()
                            .map(element -> node(path + "[]", element, place, depth + 1))
                            .toList());
        }
        return new Node.Scalar(place, scalar(path, value, place), true);
    }

    private static Node.Section section(String path, Map<?, ?> map, String place, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw refused(place, path, "must have texts as keys");
            }
            members.put(name, node(KeyPath.child(path, name), value, place, depth + 1));
        });
        return new Node.Section(written(place, members), members);
    }

    /** Where a framework nests what a person wrote, the whole stands where its first part does. */
    private static String written(String place, Map<?, Node> members) {
        return members.values().stream()
                .map(Node::place)
                .filter(within -> place.equals(PLACE) && !within.equals(PLACE))
                .findFirst()
                .orElse(place);
    }

    private static Object scalar(String path, @Nullable Object value, String place) {
        if (value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Path || value instanceof Duration) {
            return value.toString();
        }
        throw refused(
                place,
                path,
                "must be a text, number, flag, list or map; a secret is never a setting, name its variable");
    }

    private static ConfigurationException refused(String place, String path, String why) {
        return new ConfigurationException(place + ": " + path + " " + why);
    }
}
