package io.meepa.verification.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A copy of a description that takes no member it does not name; as published, it would take any. */
final class ClosedDescription {

    private static final int MOST_ALIASES = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private ClosedDescription() {}

    static Path of(Path description, Path folder) throws IOException {
        JsonNode root = JSON.valueToTree(read(description));
        close(root);
        Path closed = Files.createDirectories(folder).resolve(description.getFileName() + ".closed.json");
        JSON.writeValue(closed.toFile(), root);
        return closed;
    }

    /** JSON is YAML too. Jackson's own YAML parser would read an alias as a text: a description would lose its keys. */
    private static Object read(Path description) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (Reader text = Files.newBufferedReader(description)) {
            return new Yaml(new SafeConstructor(options)).load(text);
        }
    }

    private static void close(JsonNode node) {
        node.forEach(ClosedDescription::close);
        if (node instanceof ObjectNode schema && schema.path("properties").isObject() && isOpenObject(schema)) {
            schema.put("additionalProperties", false);
        }
    }

    private static boolean isOpenObject(ObjectNode schema) {
        return schema.path("type").asText("object").equals("object")
                && !schema.has("additionalProperties")
                && !schema.has("allOf");
    }
}
