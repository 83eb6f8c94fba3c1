package io.meepa.credentials.spring;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.setting.PlacedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The properties of one source with their lists as wholes: of two sources that have a list, one has it all. */
final class PropertyTree {

    private static final Pattern ELEMENT = Pattern.compile("([^\\[]+)\\[(\\d{1,4})](?:\\.(.+))?");
    private static final Pattern NAMED = Pattern.compile("\\[([^\\[\\]]*\\D[^\\[\\]]*)]");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a property; {@code name[0].key} belongs to an element of the list {@code name}, and {@code name[KEY]} is
     * {@code name.KEY}.
     *
     * @throws ConfigurationException if the source has a value and something within it under one name
     */
    void put(String name, PlacedValue value) {
        String path = NAMED.matcher(name).replaceAll(key -> "." + Matcher.quoteReplacement(key.group(1)));
        Matcher element = ELEMENT.matcher(path);
        if (!element.matches()) {
            add(values, path, value); // What is wrong with it, the engine says.
            return;
        }
        Map<String, Object> list = section(values, element.group(1), value, TreeMap::new);
        String rest = element.group(3);
        if (rest == null) {
            add(list, element.group(2), value);
        } else {
            within(section(list, element.group(2), value, LinkedHashMap::new), rest, value);
        }
    }

    private static void within(Map<String, Object> element, String path, PlacedValue value) {
        Map<String, Object> section = element;
        String[] keys = path.replace("[", ".").replace("]", "").split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            section = section(section, keys[i], value, LinkedHashMap::new);
        }
        add(section, keys[keys.length - 1], value);
    }

    private static void add(Map<String, Object> section, String key, PlacedValue value) {
        if (section.put(key, value) instanceof Map<?, ?> within) {
            throw twice(key, value, first(within));
        }
    }

    @SuppressWarnings("unchecked") // Only this class puts maps.
    private static Map<String, Object> section(
            Map<String, Object> in, String key, PlacedValue value, Supplier<Map<String, Object>> made) {
        Object there = in.computeIfAbsent(key, name -> made.get());
        if (there instanceof Map<?, ?> section) {
            return (Map<String, Object>) section;
        }
        throw twice(key, value, there);
    }

    private static @Nullable Object first(Map<?, ?> section) {
        Object first = section.values().stream().findFirst().orElse(null);
        return first instanceof Map<?, ?> within ? first(within) : first;
    }

    private static ConfigurationException twice(String key, PlacedValue value, @Nullable Object other) {
        return new ConfigurationException(value + ": " + key + " is one value there and has parts at " + other
                + ", or the other way round; keep one");
    }

    /** Returns values, lists as maps by number, by path. */
    Map<String, Object> values() {
        return values;
    }
}
