package io.meepa.credentials.sops.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly: no duplicate members, no trailing data, no byte order mark, no invalid UTF-8, no lone
 * surrogates, and limits on size, depth and count. What two parsers could read differently is refused.
 */
public final class JsonReader {

    /** The deepest nesting accepted. */
    public static final int MAX_DEPTH = 1_000;

    /** The largest input accepted, in bytes. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final int LARGE = 1024 * 1024;
    private static final int MAX_TOKENS = 1_000_000;
    private static final int MAX_STRING = 20_000_000;

    // No names are interned and no symbol table is shared: nothing of a document outlives it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(MAX_STRING)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * Reads an object.
     *
     * @param input the UTF-8 text
     * @return the object
     * @throws Defect if the input is anything else
     */
    public static JsonValue.Fields read(byte[] input) {
        CharBuffer text = decode(input);
        try (JsonParser parser = parser(text)) {
            if (input.length > LARGE) {
                requireWithinLimits(text);
            }
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Defect.malformed("the top level is not a JSON object");
            }
            JsonValue.Fields document = fields(parser);
            if (parser.nextToken() != null) {
                throw Defect.malformed("there is data behind the end of the JSON object");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw Defect.malformed("beyond our limits: at most " + MAX_DEPTH + " levels, " + MAX_TOKENS
                    + " names and values, " + MAX_STRING + " characters in one string");
        } catch (JsonProcessingException e) {
            // Its message quotes the input, so only the place goes on.
            var place = e.getLocation();
            throw Defect.malformed("not strict JSON, or cut off, at line "
                    + (place == null ? "?" : place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            throw Defect.malformed("unreadable");
        }
    }

    private static JsonParser parser(CharBuffer text) throws IOException {
        return FACTORY.createParser(text.array(), text.position(), text.remaining());
    }

    /** Reads once without keeping anything, so that what is refused for its size never fills the memory. */
    private static void requireWithinLimits(CharBuffer text) throws IOException {
        try (JsonParser parser = parser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        }
    }

    private static CharBuffer decode(byte[] input) {
        if (input.length > MAX_BYTES) {
            throw Defect.malformed("larger than " + MAX_BYTES + " bytes");
        }
        if (input.length >= 3 && input[0] == (byte) 0xEF && input[1] == (byte) 0xBB && input[2] == (byte) 0xBF) {
            throw Defect.malformed("starts with a byte order mark; save it as UTF-8 without one");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
        } catch (CharacterCodingException e) {
            throw Defect.malformed("not valid UTF-8");
        }
    }

    private static JsonValue value(@Nullable JsonToken token, JsonParser parser) throws IOException {
        if (token == null) {
            throw Defect.malformed("cut off");
        }
        return switch (token) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new JsonValue.Text(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeric(parser.getText());
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> JsonValue.NOTHING;
            default -> throw Defect.malformed("cut off");
        };
    }

    private static JsonValue.Fields fields(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            if (members.put(name, value(parser.nextToken(), parser)) != null) {
                throw Defect.malformed("the key " + GoText.quoted(name) + " appears twice in one object");
            }
        }
        require(parser, JsonToken.END_OBJECT);
        return new JsonValue.Fields(members);
    }

    private static JsonValue.Elements elements(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token, parser));
        }
        return new JsonValue.Elements(elements);
    }

    private static void require(JsonParser parser, JsonToken token) {
        if (parser.currentToken() != token) {
            throw Defect.malformed("cut off");
        }
    }

    private static String wellFormed(String text) {
        if (!GoText.isWellFormed(text)) {
            throw Defect.malformed("a string holds half of a surrogate pair");
        }
        return text;
    }
}
