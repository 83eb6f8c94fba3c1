package io.meepa.credentials.spring;

import io.meepa.credentials.setting.PlacedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The properties of one source with their lists as wholes: of two sources that have a list, one has it all. */
final class PropertyTree {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a property; {@code name[0].key} belongs to an element of the list {@code name}. */
    void put(String path, PlacedValue value) {
        int index = path.indexOf('[');
        if (index < 0) {
            values.put(path, value);
            return;
        }
        int end = path.indexOf(']', index);
        if (index == 0 || end < 0) {
            values.put(path, value); // The engine says what is wrong with it.
            return;
        }
        @SuppressWarnings("unchecked") // Only this method puts maps.
        Map<String, Object> list = (Map<String, Object>)
                values.computeIfAbsent(path.substring(0, index), name -> new TreeMap<String, Object>());
        String element = path.substring(index + 1, end);
        String rest = path.substring(end + 1);
        if (rest.startsWith(".")) {
            within(list, element, rest.substring(1), value);
        } else {
            list.put(element, value);
        }
    }

    private static void within(Map<String, Object> list, String element, String path, PlacedValue value) {
        Map<String, Object> section = section(list, element);
        String[] keys = path.replace("[", ".").replace("]", "").split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            section = section(section, keys[i]);
        }
        section.put(keys[keys.length - 1], value);
    }

    @SuppressWarnings("unchecked") // Only this method puts maps.
    private static Map<String, Object> section(Map<String, Object> in, String key) {
        return (Map<String, Object>) in.computeIfAbsent(key, name -> new LinkedHashMap<String, Object>());
    }

    /** Returns values, lists as maps by number, by path. */
    Map<String, Object> values() {
        return values;
    }
}
