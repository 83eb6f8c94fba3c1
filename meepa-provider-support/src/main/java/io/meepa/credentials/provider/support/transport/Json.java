package io.meepa.credentials.provider.support.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** Reads and writes JSON. A parser's message quotes its input, so none leaves this class. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Parses a document.
     *
     * @param bytes the document
     * @return the tree, a missing node for no content, or empty for what is no JSON
     */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            return Optional.of(tree == null ? MissingNode.getInstance() : tree);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Parses an object.
     *
     * @param bytes the document
     * @param deepest the deepest nesting allowed
     * @return the object, or empty for what is none or is nested deeper
     */
    public static Optional<JsonNode> object(byte[] bytes, int deepest) {
        return parse(bytes).filter(tree -> tree.isObject() && depth(tree) <= deepest);
    }

    /** The parser bounds the nesting, and with it this recursion. */
    private static int depth(JsonNode tree) {
        int below = 0;
        for (JsonNode child : tree) {
            below = Math.max(below, depth(child));
        }
        return tree.isContainerNode() ? below + 1 : 0;
    }

    /**
     * Writes a document.
     *
     * @param tree the document
     * @return its bytes
     */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written");
        }
    }
}
