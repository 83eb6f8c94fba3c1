package io.meepa.credentials.sops.json;

import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes JSON byte for byte as sops does: one tab per level, empty containers on one line, a final newline. */
public final class JsonWriter {

    /** What stands around a name and its value: quotes, colon, blank, comma and line feed. */
    private static final int AROUND = 8;

    private ByteBuffer out;

    private JsonWriter(int room) {
        out = ByteBuffer.allocate(room);
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
        writer.add('\n');
        return Arrays.copyOf(writer.out.array(), writer.out.position());
    }

    /** Returns how long the text will be about: a buffer that grows copies everything several times. */
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
            case TEXT -> text(leaf);
            case INTEGER, REAL -> bytes(leaf);
            case FLAG -> add(leaf.matches(SopsLeaf.flag(true)) ? "true" : "false");
            case NOTHING -> add("null");
            case BYTES, TIME, COMMENT -> throw new IllegalArgumentException("JSON has no " + leaf.type());
        }
    }

    /** Most texts stand as they are: no string is made of them. */
    private void text(SopsLeaf leaf) {
        add('"');
        int start = out.position();
        bytes(leaf);
        if (GoText.isPlain(out.array(), start, out.position())) {
            add('"');
        } else {
            out.position(start - 1);
            escaped(leaf.reveal());
        }
    }

    private void bytes(SopsLeaf leaf) {
        makeRoom(leaf.length());
        leaf.addTo(out);
    }

    private void name(String name) {
        if (GoText.isPlain(name)) {
            add('"');
            add(name);
            add('"');
        } else {
            escaped(name);
        }
    }

    private void escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + AROUND);
        GoText.append(escaped, text);
        byte[] bytes = escaped.toString().getBytes(StandardCharsets.UTF_8);
        makeRoom(bytes.length);
        out.put(bytes);
    }

    private void fields(SopsNode.Fields fields, int depth) {
        if (fields.members().isEmpty()) {
            add("{}");
            return;
        }
        char before = '{';
        for (Map.Entry<String, SopsNode> member : fields.members().entrySet()) {
            add(before);
            line(depth + 1);
            name(member.getKey());
            add(": ");
            value(member.getValue(), depth + 1);
            before = ',';
        }
        line(depth);
        add('}');
    }

    private void elements(SopsNode.Elements elements, int depth) {
        if (elements.elements().isEmpty()) {
            add("[]");
            return;
        }
        char before = '[';
        for (SopsNode element : elements.elements()) {
            add(before);
            line(depth + 1);
            value(element, depth + 1);
            before = ',';
        }
        line(depth);
        add(']');
    }

    private void line(int depth) {
        add('\n');
        for (int i = 0; i < depth; i++) {
            add('\t');
        }
    }

    /** Adds ASCII. */
    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    private void add(char c) {
        makeRoom(1);
        out.put((byte) c);
    }

    private void makeRoom(int bytes) {
        if (bytes > out.remaining()) {
            out = ByteBuffer.allocate(2 * (out.position() + bytes)).put(out.flip());
        }
    }
}
