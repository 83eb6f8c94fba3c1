package io.meepa.credentials.core.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain JSON strictly. Every text is hidden, for nothing marks which ones are secrets. Errors name a line and a
 * column, and never what stands there.
 */
public final class PlainJson {

    /** The largest file that is read, in bytes. */
    public static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private PlainJson() {}

    /**
     * Reads a file's content.
     *
     * @param source what to call the file in messages
     * @param json its bytes
     * @return the tree
     * @throws CorruptDocumentException if it is not one JSON object, has a key twice, or is absurdly large or deep
     */
    public static DocumentNode.Fields read(String source, byte[] json) {
        if (json.length > LARGEST) {
            throw new CorruptDocumentException(source + ": larger than " + LARGEST + " bytes");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return document(source, parser);
        } catch (JsonProcessingException e) {
            // Neither its message nor itself as a cause: both quote the text.
            throw new CorruptDocumentException(source + ": not strict JSON" + place(e.getLocation())
                    + ", or a key stands there twice, a text has half a character, or it is nested too deep");
        } catch (IOException e) {
            throw new CorruptDocumentException(source + ": not strict JSON");
        }
    }

    private static String place(@Nullable JsonLocation place) {
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static DocumentNode.Fields document(String source, JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new CorruptDocumentException(source + ": not a JSON object");
        }
        DocumentNode.Fields fields = fields(parser);
        if (parser.nextToken() != null) {
            throw new CorruptDocumentException(source + ": something follows the JSON object");
        }
        return fields;
    }

    private static DocumentNode.Fields fields(JsonParser parser) throws IOException {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser, parser.currentName());
            parser.nextToken();
            members.put(name, node(parser));
        }
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode.Elements elements(JsonParser parser) throws IOException {
        List<DocumentNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(parser));
        }
        return new DocumentNode.Elements(elements);
    }

    private static DocumentNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new DocumentNode.Hidden(Secret.of(whole(parser, parser.getText())));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new DocumentNode.Numeric(parser.getText());
            case VALUE_TRUE -> new DocumentNode.Flag(true);
            case VALUE_FALSE -> new DocumentNode.Flag(false);
            default -> new DocumentNode.Nothing();
        };
    }

    /** Half of a surrogate pair, which an escape can write, has no UTF-8: kept, it would turn into another secret. */
    private static String whole(JsonParser parser, String text) throws IOException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new JsonParseException(parser, "half a character");
        }
        return text;
    }
}
