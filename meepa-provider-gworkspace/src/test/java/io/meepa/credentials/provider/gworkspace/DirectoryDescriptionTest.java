package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.provider.gworkspace.FakeWorkspace.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every request against Google's own description of the Directory API, where the folder of descriptions is given. */
@EnabledIfSystemProperty(named = "specs.folder", matches = ".+", disabledReason = "give -Dspecs.folder")
class DirectoryDescriptionTest {

    private final JsonNode description = description();

    @Test
    void sendsOnlyWhatTheDescriptionKnows() {
        List<Seen> sent = AllRequests.sent();

        assertThat(sent).hasSizeGreaterThan(10);
        sent.forEach(this::check);
    }

    @Test
    void noticesWhatTheDescriptionDoesNotKnow() {
        assertThat(complaint(new Seen("POST", FakeWorkspace.USERS, Map.of(), "{\"emailPrimary\":\"x\"}", "")))
                .contains("emailPrimary");
        assertThat(complaint(new Seen("GET", FakeWorkspace.USERS, Map.of("limit", "1"), "", "")))
                .contains("limit");
        assertThat(complaint(new Seen("POST", FakeWorkspace.USERS + "/1/suspend", Map.of(), "", "")))
                .contains("suspend");
        assertThat(complaint(new Seen("PUT", FakeWorkspace.USERS + "/1", Map.of(), "{\"isAdmin\":true}", "")))
                .contains("isAdmin");
        assertThat(complaint(new Seen("PUT", FakeWorkspace.USERS + "/1", Map.of(), "{\"suspended\":\"yes\"}", "")))
                .contains("suspended");
    }

    private String complaint(Seen call) {
        try {
            check(call);
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }

    private void check(Seen call) {
        JsonNode method = method(call);
        call.query().keySet().forEach(name -> {
            if (!method.path("parameters").has(name)) {
                fail(call.method() + " " + call.path() + " has no parameter " + name);
            }
        });
        if (call.body().isEmpty()) {
            assertThat(method.path("request").isMissingNode()).isTrue();
        } else {
            object(json(call.body()), method.at("/request/$ref").asText());
        }
    }

    private JsonNode method(Seen call) {
        for (JsonNode method : description.at("/resources/users/methods")) {
            String form = "/" + method.path("path").asText().replaceAll("\\{[^}]+}", "[^/]+");
            if (method.path("httpMethod").asText().equals(call.method())
                    && call.path().matches(form)) {
                return method;
            }
        }
        return fail("there is no method " + call.method() + " " + call.path());
    }

    private void object(JsonNode value, String schema) {
        JsonNode properties = description.at("/schemas/" + schema + "/properties");
        Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode property = properties.path(field.getKey());
            if (property.isMissingNode() || property.path("readOnly").asBoolean()) {
                fail(schema + " takes no field " + field.getKey());
            }
            if (property.has("$ref")) {
                object(field.getValue(), property.path("$ref").asText());
            } else if (!hasType(field.getValue(), property.path("type").asText())) {
                fail(schema + " has another type of field " + field.getKey());
            }
        }
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "any" -> true;
            default -> false;
        };
    }

    private static JsonNode description() {
        String folder = System.getProperty("specs.folder", "");
        try {
            return FakeWorkspace.JSON.readTree(
                    Path.of(folder, "google-admin.directory_v1.discovery.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException("specs.folder has no description of the Directory API", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return FakeWorkspace.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
