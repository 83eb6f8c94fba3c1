package io.meepa.credentials.core.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meepa.credentials.spi.store.DocumentNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads trees from JSON and writes them in a canonical text, secrets included: for tests alone. */
public final class Trees {

    private Trees() {}

    public static DocumentNode.Fields parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return (DocumentNode.Fields) node(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String print(DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            List<String> parts = new ArrayList<>();
            fields.members().forEach((name, child) -> parts.add('"' + name + "\":" + print(child)));
            return "{" + String.join(",", parts) + "}";
        }
        if (node instanceof DocumentNode.Elements elements) {
            return "["
                    + String.join(
                            ",", elements.elements().stream().map(Trees::print).toList()) + "]";
        }
        if (node instanceof DocumentNode.Text text) {
            return '"' + text.value() + '"';
        }
        if (node instanceof DocumentNode.Hidden hidden) {
            return '"' + hidden.value().reveal() + '"';
        }
        if (node instanceof DocumentNode.Numeric number) {
            return number.literal();
        }
        return node instanceof DocumentNode.Flag flag ? Boolean.toString(flag.value()) : "null";
    }

    private static DocumentNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new DocumentNode.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new DocumentNode.Numeric(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new DocumentNode.Flag(parser.getBooleanValue());
            default -> new DocumentNode.Nothing();
        };
    }

    private static DocumentNode fields(JsonParser parser) throws IOException {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, node(parser));
        }
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode elements(JsonParser parser) throws IOException {
        List<DocumentNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(parser));
        }
        return new DocumentNode.Elements(elements);
    }
}
