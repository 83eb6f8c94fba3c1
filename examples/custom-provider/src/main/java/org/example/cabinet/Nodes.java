package org.example.cabinet;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** A document as bytes: one letter for the kind of each node, then its length or content. */
final class Nodes {

    private Nodes() {}

    static byte[] write(DocumentNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(node, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Fields read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return (Fields) read(in);
        } catch (IOException | ClassCastException e) {
            throw new CorruptDocumentException("a sealed document has another form than this version writes");
        }
    }

    private static void write(DocumentNode node, DataOutputStream out) throws IOException {
        if (node instanceof Fields fields) {
            head('F', fields.members().size(), out);
            for (Map.Entry<String, DocumentNode> member : fields.members().entrySet()) {
                text('K', member.getKey().getBytes(StandardCharsets.UTF_8), out);
                write(member.getValue(), out);
            }
        } else if (node instanceof Elements elements) {
            head('E', elements.elements().size(), out);
            for (DocumentNode element : elements.elements()) {
                write(element, out);
            }
        } else if (node instanceof Text text) {
            text('T', text.value().getBytes(StandardCharsets.UTF_8), out);
        } else if (node instanceof Hidden hidden) {
            text('H', hidden.value().withBytes(byte[]::clone), out);
        } else if (node instanceof Numeric number) {
            text('N', number.literal().getBytes(StandardCharsets.UTF_8), out);
        } else {
            head(node instanceof Flag flag ? flag.value() ? 'Y' : 'X' : '0', 0, out);
        }
    }

    private static void head(char kind, int size, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(size);
    }

    private static void text(char kind, byte[] content, DataOutputStream out) throws IOException {
        head(kind, content.length, out);
        out.write(content);
    }

    private static DocumentNode read(DataInputStream in) throws IOException {
        char kind = (char) in.readByte();
        int size = in.readInt();
        return switch (kind) {
            case 'F' -> fields(in, size);
            case 'E' -> elements(in, size);
            case 'T' -> new Text(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            case 'H' -> new Hidden(Secret.wrap(in.readNBytes(size)));
            case 'N' -> new Numeric(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            case 'Y', 'X' -> new Flag(kind == 'Y');
            case '0' -> new Nothing();
            default -> throw new IOException("a node of no known kind");
        };
    }

    private static Fields fields(DataInputStream in, int size) throws IOException {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            in.readByte();
            String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            members.put(name, read(in));
        }
        return new Fields(members);
    }

    private static Elements elements(DataInputStream in, int size) throws IOException {
        List<DocumentNode> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(read(in));
        }
        return new Elements(elements);
    }
}
