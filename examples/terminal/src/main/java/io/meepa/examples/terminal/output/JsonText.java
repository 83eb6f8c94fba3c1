package io.meepa.examples.terminal.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Prints answers for programs. Everything beyond ASCII is escaped, so that a terminal in between is safe, too. */
public final class JsonText {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonText() {}

    /**
     * Prints an answer as one object: its facts, then its rows as a list of objects.
     *
     * @param listing the answer
     * @param out where to
     */
    public static void print(Listing listing, PrintStream out) {
        try {
            write(listing, out);
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be printed", e);
        }
        out.println();
        out.flush();
    }

    /**
     * Writes an object on one line.
     *
     * @param members texts, numbers, flags, lists of texts, or objects of these
     * @return the line, without its break
     */
    public static String line(Map<String, ?> members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            write(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be written", e);
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            write(json, String.valueOf(member.getKey()), member.getValue());
        }
        json.writeEndObject();
    }

    private static void write(Listing listing, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            for (Map.Entry<String, Object> fact : listing.facts().entrySet()) {
                write(json, fact.getKey(), fact.getValue());
            }
            json.writeArrayFieldStart(listing.name());
            for (List<Object> row : listing.rows()) {
                json.writeStartObject();
                for (int column = 0; column < row.size(); column++) {
                    write(json, listing.titles().get(column), row.get(column));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name.replace(' ', '_'));
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Map<?, ?> members) {
            write(json, members);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                json.writeString(String.valueOf(element));
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }
}
