package io.meepa.credentials.sops.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
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

    private static final int LARGE = 1024 * 1024;

    // No names are interned and no symbol table is shared: nothing of a document outlives it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxTokenCount(Limits.TOKENS)
                    .maxStringLength(Limits.DOCUMENT_BYTES)
                    .maxNameLength(Limits.PATH_BYTES)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * Reads an object.
     *
     * @param input the UTF-8 text
     * @return the object, its members in document order and its numbers as they were spelt
     * @throws Defect if the input is anything else
     */
    public static SopsNode.Fields read(byte[] input) {
        CharBuffer text = decode(input);
        try (JsonParser parser = parser(text)) {
            if (input.length > LARGE) {
                requireWithinLimits(text);
            }
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Defect.malformed(OtherForm.of(text).orElse("the top level is not a JSON object"));
            }
            SopsNode.Fields document = fields(parser);
            if (parser.nextToken() != null) {
                throw Defect.malformed("there is data behind the end of the JSON object");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw Defect.beyondLimit("beyond our limits: at most " + Limits.DEPTH + " levels and " + Limits.TOKENS
                    + " names and values");
        } catch (JsonProcessingException e) {
            // Its message quotes the input, so only the place is passed on.
            var place = e.getLocation();
            throw Defect.malformed(OtherForm.of(text)
                    .orElse("not strict JSON, or cut off, at line "
                            + (place == null ? "?" : place.getLineNr() + ", column " + place.getColumnNr())));
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
        if (input.length > Limits.DOCUMENT_BYTES) {
            throw Defect.beyondLimit("larger than the " + Limits.DOCUMENT_BYTES + " bytes that a document may have");
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

    private static SopsNode value(@Nullable JsonToken token, JsonParser parser) throws IOException {
        if (token == null) {
            throw Defect.malformed("cut off");
        }
        return switch (token) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> text(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> SopsLeaf.ascii(SopsType.INTEGER, parser.getText());
            case VALUE_NUMBER_FLOAT -> SopsLeaf.ascii(SopsType.REAL, parser.getText());
            case VALUE_TRUE -> SopsLeaf.flag(true);
            case VALUE_FALSE -> SopsLeaf.flag(false);
            case VALUE_NULL -> SopsLeaf.nothing();
            default -> throw Defect.malformed("cut off");
        };
    }

    private static SopsLeaf text(String text) {
        return SopsLeaf.wrap(SopsType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static SopsNode.Fields fields(JsonParser parser) throws IOException {
        Map<String, SopsNode> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            if (members.put(name, value(parser.nextToken(), parser)) != null) {
                throw Defect.malformed("the key " + GoText.quoted(name) + " appears twice in one object");
            }
        }
        require(parser, JsonToken.END_OBJECT);
        return new SopsNode.Fields(members);
    }

    private static SopsNode.Elements elements(JsonParser parser) throws IOException {
        List<SopsNode> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token, parser));
        }
        return new SopsNode.Elements(elements);
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
