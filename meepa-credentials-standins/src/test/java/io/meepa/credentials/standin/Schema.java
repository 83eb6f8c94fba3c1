package io.meepa.credentials.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares JSON with a schema: the part of JSON Schema that the services' descriptions use for answers. Fields that a
 * schema does not mention are findings too, unless they are expected.
 */
final class Schema {

    private final JsonNode root;
    private final Set<String> expectedExtras;
    private final List<String> findings = new ArrayList<>();

    private Schema(JsonNode root, Set<String> expectedExtras) {
        this.root = root;
        this.expectedExtras = expectedExtras;
    }

    static List<String> findings(JsonNode root, JsonNode schema, JsonNode value, Set<String> expectedExtras) {
        Schema comparison = new Schema(root, expectedExtras);
        comparison.check("$", schema, value);
        return comparison.findings;
    }

    private void check(String path, JsonNode given, JsonNode value) {
        JsonNode schema = resolved(given);
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (schema.has("oneOf")) {
            requireOne(path, schema.get("oneOf"), value);
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            report(path, "is not the constant");
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            report(path, "is none of " + schema.get("enum"));
        }
        if (schema.has("allOf")) {
            schema.get("allOf").forEach(part -> check(path, part, value));
        }
        checkType(path, schema, value);
    }

    private void checkType(String path, JsonNode schema, JsonNode value) {
        switch (schema.path("type").asText(schema.has("properties") ? "object" : "")) {
            case "object" -> checkObject(path, schema, value);
            case "array" -> checkArray(path, schema, value);
            case "string" -> checkText(path, schema, value);
            case "integer" -> require(path, value.isIntegralNumber(), "is no integer");
            case "number" -> require(path, value.isNumber(), "is no number");
            case "boolean" -> require(path, value.isBoolean(), "is no boolean");
            case "" -> {}
            default -> report(path, "has a schema of unknown type " + schema.path("type"));
        }
    }

    private void checkObject(String path, JsonNode schema, JsonNode value) {
        if (!require(path, value.isObject(), "is no object")) {
            return;
        }
        schema.path("required").forEach(name -> require(path, value.has(name.asText()), "lacks " + name));
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String below = path + "." + field.getKey();
            if (schema.path("properties").has(field.getKey())) {
                check(below, schema.path("properties").get(field.getKey()), field.getValue());
            } else if (schema.path("additionalProperties").isObject()) {
                check(below, schema.get("additionalProperties"), field.getValue());
            } else if (schema.has("properties")) {
                require(below, expectedExtras.contains(field.getKey()), "is not described");
            }
        }
    }

    private void checkArray(String path, JsonNode schema, JsonNode value) {
        if (require(path, value.isArray(), "is no array") && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", schema.get("items"), value.get(i));
            }
        }
    }

    private void checkText(String path, JsonNode schema, JsonNode value) {
        if (require(path, value.isTextual(), "is no string")
                && schema.path("format").asText().equals("date-time")) {
            try {
                OffsetDateTime.parse(value.asText());
            } catch (DateTimeException e) {
                report(path, "is no date-time");
            }
        }
    }

    private void requireOne(String path, JsonNode choices, JsonNode value) {
        long fitting = 0;
        for (JsonNode choice : choices) {
            fitting += findings(root, choice, value, expectedExtras).isEmpty() ? 1 : 0;
        }
        require(path, fitting == 1, "fits " + fitting + " of the choices");
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode target = schema;
        while (target.has("$ref")) {
            target = root.at(target.get("$ref").asText().substring(1));
            require(schema.get("$ref").asText(), !target.isMissingNode(), "leads nowhere");
        }
        return target;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean require(String path, boolean holds, String otherwise) {
        if (!holds) {
            report(path, otherwise);
        }
        return holds;
    }

    private void report(String path, String what) {
        findings.add(path + " " + what);
    }
}
