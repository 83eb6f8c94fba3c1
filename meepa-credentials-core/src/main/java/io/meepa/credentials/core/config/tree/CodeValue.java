package io.meepa.credentials.core.config.tree;

import io.meepa.credentials.error.ConfigurationException;
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
        return node(path, value, 1);
    }

    private static Node node(String path, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw refused(path, "is nested deeper than " + DEEPEST + " levels; flatten it");
        }
        if (value instanceof Map<?, ?> map) {
            return section(path, map, depth);
        }
        if (value instanceof Collection<?> list) {
            return new Node.Sequence(
                    PLACE,
                    list.stream()
                            .map(element -> node(path + "[]", element, depth + 1))
                            .toList());
        }
        return new Node.Scalar(PLACE, scalar(path, value));
    }

    private static Node.Section section(String path, Map<?, ?> map, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw refused(path, "must have texts as keys");
            }
            members.put(name, node(KeyPath.child(path, name), value, depth + 1));
        });
        return new Node.Section(PLACE, members);
    }

    private static Object scalar(String path, @Nullable Object value) {
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
                path, "must be a text, number, flag, list or map; a secret is never a setting, name its variable");
    }

    static ConfigurationException refused(String path, String why) {
        return new ConfigurationException(PLACE + ": " + path + " " + why);
    }
}
