package io.meepa.credentials.sops.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON byte for byte as sops does: one tab a level, empty containers on one line, a final newline. */
public final class JsonWriter {

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /**
     * Writes an object.
     *
     * @param document the object
     * @return the UTF-8 text
     */
    public static byte[] write(JsonValue.Fields document) {
        JsonWriter writer = new JsonWriter();
        writer.value(document, 0);
        writer.out.append('\n');
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonValue value, int depth) {
        if (value instanceof JsonValue.Fields fields) {
            fields(fields, depth);
        } else if (value instanceof JsonValue.Elements elements) {
            elements(elements, depth);
        } else if (value instanceof JsonValue.Text text) {
            GoText.append(out, text.value());
        } else if (value instanceof JsonValue.Numeric number) {
            out.append(number.literal());
        } else if (value instanceof JsonValue.Flag flag) {
            out.append(flag.value());
        } else {
            out.append("null");
        }
    }

    private void fields(JsonValue.Fields fields, int depth) {
        if (fields.members().isEmpty()) {
            out.append("{}");
            return;
        }
        char before = '{';
        for (Map.Entry<String, JsonValue> member : fields.members().entrySet()) {
            out.append(before);
            line(depth + 1);
            GoText.append(out, member.getKey());
            out.append(": ");
            value(member.getValue(), depth + 1);
            before = ',';
        }
        line(depth);
        out.append('}');
    }

    private void elements(JsonValue.Elements elements, int depth) {
        if (elements.elements().isEmpty()) {
            out.append("[]");
            return;
        }
        char before = '[';
        for (JsonValue element : elements.elements()) {
            out.append(before);
            line(depth + 1);
            value(element, depth + 1);
            before = ',';
        }
        line(depth);
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append('\t');
        }
    }
}
