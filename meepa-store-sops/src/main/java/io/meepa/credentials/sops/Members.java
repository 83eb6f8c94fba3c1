package io.meepa.credentials.sops;

import io.meepa.credentials.sops.json.Defect;
import io.meepa.credentials.sops.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed access to the members of an object in the metadata, as lenient about types as sops is. */
record Members(Map<String, JsonValue> members, String where) {

    static Members of(JsonValue value, String where) {
        if (value instanceof JsonValue.Fields fields) {
            return new Members(fields.members(), where);
        }
        throw Defect.malformed(where + " is not an object");
    }

    /** A string; the empty one counts as absent. */
    Optional<String> text(String name) {
        JsonValue value = members.get(name);
        if (value == null || value instanceof JsonValue.Nothing) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Text text) {
            return Optional.of(text.value()).filter(content -> !content.isEmpty());
        }
        throw wrong(name, "a string");
    }

    String required(String name) {
        return text(name).orElseThrow(() -> Defect.malformed(name + " is missing in " + where));
    }

    boolean flag(String name) {
        JsonValue value = members.get(name);
        if (value == null || value instanceof JsonValue.Nothing) {
            return false;
        }
        if (value instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    int count(String name) {
        JsonValue value = members.get(name);
        String literal = value instanceof JsonValue.Numeric number
                ? number.literal()
                : text(name).orElse("0");
        if (!literal.matches("[0-9]{1,6}")) {
            throw wrong(name, "a small whole number");
        }
        return Integer.parseInt(literal);
    }

    List<Members> list(String name) {
        JsonValue value = members.get(name);
        if (value == null || value instanceof JsonValue.Nothing) {
            return List.of();
        }
        if (value instanceof JsonValue.Elements list) {
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
