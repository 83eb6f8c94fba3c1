package io.meepa.credentials.provider.oauth.protocol.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.meepa.credentials.model.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a service's answer, JSON or form-encoded, by its content and not by its header. Bounded in length, depth and
 * number of values. Values go from the parser's buffer straight into secrets.
 *
 * <p>Of a repeated field the last one counts, as nearly every parser has it; {@link #strict()} refuses repetition.
 */
public final class AnswerReader {

    /** The longest answer that is read, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 4_096;
    private static final int MOST_FIELDS = 64;
    private static final AnswerReader TOLERANT = new AnswerReader(LONGEST, factory(false));
    private static final AnswerReader STRICT = new AnswerReader(64 << 10, factory(true));

    private final int longest;
    private final JsonFactory json;

    private AnswerReader(int longest, JsonFactory json) {
        this.longest = longest;
        this.json = json;
    }

    /**
     * Returns the reader of token answers.
     *
     * @return the reader
     */
    public static AnswerReader tolerant() {
        return TOLERANT;
    }

    /**
     * Returns the reader of metadata documents: JSON only, 64 KiB, each field once.
     *
     * @return the reader
     */
    public static AnswerReader strict() {
        return STRICT;
    }

    /**
     * Reads an answer that may be JSON or a form.
     *
     * @param body the bytes; stay the caller's
     * @return the object, or empty if it is neither, or too long
     */
    public Optional<AnswerNode> read(byte[] body) {
        int first = firstVisible(body);
        if (body.length > longest || first < 0) {
            return Optional.empty();
        }
        return body[first] == '{' ? readJson(body) : form(body);
    }

    /**
     * Reads an answer that must be a JSON object.
     *
     * @param body the bytes; stay the caller's
     * @return the object, or empty if it is none, or too long
     */
    public Optional<AnswerNode> readJson(byte[] body) {
        if (body.length > longest) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            AnswerNode tree = new Descent(parser).value();
            if (parser.nextToken() != null) {
                tree.close();
                return Optional.empty();
            }
            return Optional.of(tree);
        } catch (IOException e) {
            return Optional.empty(); // The parser's message would quote what it read.
        }
    }

    private static Optional<AnswerNode> form(byte[] body) {
        Map<String, AnswerNode> fields = new LinkedHashMap<>();
        int from = 0;
        while (from <= body.length) {
            int to = end(body, from);
            if (to > from && !field(body, from, to, fields)) {
                fields.values().forEach(AnswerNode::close);
                return Optional.empty();
            }
            from = to + 1;
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(AnswerNode.object(fields));
    }

    private static boolean field(byte[] body, int from, int to, Map<String, AnswerNode> fields) {
        int equals = from;
        while (equals < to && body[equals] != '=') {
            equals++;
        }
        if (equals == to || fields.size() == MOST_FIELDS) {
            return false;
        }
        Optional<Secret> name = Percent.decode(body, from, equals);
        Optional<Secret> value = Percent.decode(body, equals + 1, to);
        if (name.isEmpty() || value.isEmpty()) {
            return false;
        }
        String key = name.get().reveal();
        // A page of HTML has an equals sign somewhere; a parameter's name does not look like one.
        if (!key.matches("[A-Za-z0-9_.-]{1,64}")) {
            return false;
        }
        fields.put(key, AnswerNode.text(value.get()));
        return true;
    }

    private static int end(byte[] body, int from) {
        int to = from;
        while (to < body.length && body[to] != '&') {
            to++;
        }
        return to;
    }

    private static int firstVisible(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] > ' ' || body[i] < 0) {
                return i;
            }
        }
        return -1;
    }

    private static JsonFactory factory(boolean once) {
        return new JsonFactoryBuilder()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, once)
                .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
                // Buffers that are kept for the next parser would keep tokens with them.
                .configure(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING, false)
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST)
                        .maxNumberLength(64)
                        .maxNameLength(256)
                        .build())
                .build();
    }

    /** One reading of one document. */
    private static final class Descent {

        private final JsonParser parser;
        private int values;

        Descent(JsonParser parser) {
            this.parser = parser;
        }

        AnswerNode value() throws IOException {
            if (++values > MOST_VALUES) {
                throw new IOException("too many values");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> AnswerNode.text(copied());
                case VALUE_NULL -> AnswerNode.absent();
                default -> AnswerNode.literal(copied());
            };
        }

        private AnswerNode object() throws IOException {
            Map<String, AnswerNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value());
            }
            return AnswerNode.object(fields);
        }

        private AnswerNode array() throws IOException {
            List<AnswerNode> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value());
            }
            return AnswerNode.array(elements);
        }

        private Secret copied() throws IOException {
            int from = parser.getTextOffset();
            char[] text = Arrays.copyOfRange(parser.getTextCharacters(), from, from + parser.getTextLength());
            try {
                return Secret.copyOf(text);
            } finally {
                Arrays.fill(text, '\0');
            }
        }
    }
}
