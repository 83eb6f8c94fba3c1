package io.meepa.credentials.sops.json;

import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON byte for byte as sops does: one tab per level, empty containers on one line, a final newline. */
public final class JsonWriter {

    /** What stands around a name and its value: quotes, colon, blank, comma and line feed. */
    private static final int AROUND = 8;

    private final StringBuilder out;

    private JsonWriter(int room) {
        out = new StringBuilder(room);
    }

    /**
     * Writes an object.
     *
     * @param document the object; its numbers are written as they are spelt
     * @return the UTF-8 text
     */
    public static byte[] write(SopsNode.Fields document) {
        JsonWriter writer = new JsonWriter(room(document, 0));
        writer.value(document, 0);
        writer.out.append('\n');
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how long the text will be about: a builder that grows copies everything several times. */
    private static int room(SopsNode value, int depth) {
        int room = 2 * (AROUND + depth);
        if (value instanceof SopsNode.Fields fields) {
            for (Map.Entry<String, SopsNode> member : fields.members().entrySet()) {
                room += member.getKey().length() + room(member.getValue(), depth + 1);
            }
        } else if (value instanceof SopsNode.Elements elements) {
            for (SopsNode element : elements.elements()) {
                room += room(element, depth + 1);
            }
        } else if (value instanceof SopsLeaf leaf) {
            room = AROUND + depth + leaf.length();
        }
        return room;
    }

    private void value(SopsNode value, int depth) {
        if (value instanceof SopsNode.Fields fields) {
            fields(fields, depth);
        } else if (value instanceof SopsNode.Elements elements) {
            elements(elements, depth);
        } else {
            leaf((SopsLeaf) value);
        }
    }

    private void leaf(SopsLeaf leaf) {
        switch (leaf.type()) {
            case TEXT -> GoText.append(out, leaf.reveal());
            case INTEGER, REAL -> out.append(leaf.reveal());
            case FLAG -> out.append(leaf.matches(SopsLeaf.flag(true)));
            case NOTHING -> out.append("null");
            case BYTES, TIME, COMMENT -> throw new IllegalArgumentException("JSON has no " + leaf.type());
        }
    }

    private void fields(SopsNode.Fields fields, int depth) {
        if (fields.members().isEmpty()) {
            out.append("{}");
            return;
        }
        char before = '{';
        for (Map.Entry<String, SopsNode> member : fields.members().entrySet()) {
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

    private void elements(SopsNode.Elements elements, int depth) {
        if (elements.elements().isEmpty()) {
            out.append("[]");
            return;
        }
        char before = '[';
        for (SopsNode element : elements.elements()) {
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
