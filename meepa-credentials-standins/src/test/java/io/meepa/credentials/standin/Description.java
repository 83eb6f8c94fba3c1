package io.meepa.credentials.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service's machine-readable description, OpenAPI 3 or Swagger 2: what it says of an answer. */
record Description(String name, JsonNode root, Set<String> expectedExtras) {

    static Description read(Path file, Set<String> expectedExtras) throws IOException {
        ObjectMapper mapper =
                file.toString().endsWith(".json") ? new ObjectMapper() : new ObjectMapper(new YAMLFactory());
        return new Description(String.valueOf(file.getFileName()), mapper.readTree(file.toFile()), expectedExtras);
    }

    /** Returns what does not fit; an error that is not described must still look like one that is. */
    List<String> findings(Answered answered, Optional<JsonNode> errorSchema) throws IOException {
        Optional<JsonNode> operation = operation(answered);
        if (operation.isEmpty()) {
            return List.of(answered + " is not described");
        }
        JsonNode responses = operation.get().path("responses");
        boolean success = answered.status() / 100 == 2;
        JsonNode response = responses.path(success ? successOf(responses) : Integer.toString(answered.status()));
        Optional<JsonNode> schema = schema(response).or(() -> success ? Optional.empty() : errorSchema);
        List<String> findings = new ArrayList<>();
        if (schema.isPresent()) {
            JsonNode body = new ObjectMapper().readTree(answered.body());
            Schema.findings(root, schema.get(), body, expectedExtras)
                    .forEach(finding -> findings.add(answered + ": " + finding));
        } else if (success && !answered.body().isEmpty()) {
            findings.add(answered + ": a body where none is described");
        }
        return findings;
    }

    private Optional<JsonNode> operation(Answered answered) {
        Optional<JsonNode> exact = Optional.empty();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            JsonNode operation = path.getValue().path(answered.method().toLowerCase(Locale.ROOT));
            boolean fits = Route.of("*", path.getKey()).fits(answered.method(), answered.path());
            if (fits
                    && !operation.isMissingNode()
                    && (exact.isEmpty() || !path.getKey().endsWith("}"))) {
                exact = Optional.of(operation);
            }
        }
        return exact;
    }

    /** Two descriptions disagree on which success a delete has. */
    private static String successOf(JsonNode responses) {
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            if (response.getKey().startsWith("2")) {
                return response.getKey();
            }
        }
        return "200";
    }

    private static Optional<JsonNode> schema(JsonNode response) {
        if (response.has("schema")) {
            return Optional.of(response.get("schema"));
        }
        JsonNode content = response.path("content").path("application/json").path("schema");
        return content.isMissingNode() ? Optional.empty() : Optional.of(content);
    }

    /** A call and what came of it. */
    record Answered(String method, String path, int status, String body) {

        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }
}
