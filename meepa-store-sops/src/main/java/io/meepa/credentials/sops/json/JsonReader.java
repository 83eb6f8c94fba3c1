package io.meepa.credentials.sops.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.SopsNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON object strictly: no duplicate members, no trailing data, no byte order mark, no invalid UTF-8, no lone
 * surrogates, and limits on size, depth and count. What two parsers could read differently is refused.
 */
public final class JsonReader {

    private static final int LARGE = 1024 * 1024;

    // No names are interned, no symbol table is shared and no buffer is used again: nothing of a document outlives it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
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
        if (input.length > LARGE) {
            // Once without keeping anything, so that what is refused for its size never fills the memory.
            read(input, JsonReader::passed);
        }
        return read(input, JsonCursor::fields);
    }

    private static boolean passed(JsonCursor cursor) throws IOException {
        while (cursor.nextMember()) {
            cursor.pass();
        }
        return true;
    }

    /**
     * Reads an object in the reader's own form.
     *
     * @param <T> what is made of the object
     * @param input the UTF-8 text
     * @param form reads the object, to its end
     * @return what the form made of it
     * @throws Defect if the input is anything else
     */
    public static <T> T read(byte[] input, Form<T> form) {
        requireDocument(input);
        try (JsonParser parser = FACTORY.createParser(decoded(input))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Defect.malformed(OtherForm.of(text(input)).orElse("the top level is not a JSON object"));
            }
            T read = form.read(new JsonCursor(parser));
            if (parser.nextToken() != null) {
                throw Defect.malformed("there is data behind the end of the JSON object");
            }
            return read;
        } catch (StreamConstraintsException e) {
            throw Defect.beyondLimit("beyond our limits: at most " + Limits.DEPTH + " levels and " + Limits.TOKENS
                    + " names and values");
        } catch (JsonProcessingException e) {
            // Its message quotes the input, so only the place is passed on.
            var place = e.getLocation();
            throw Defect.malformed(OtherForm.of(text(input))
                    .orElse("not strict JSON, or cut off, at line "
                            + (place == null ? "?" : place.getLineNr() + ", column " + place.getColumnNr())));
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException e) {
            throw Defect.malformed("unreadable");
        }
    }

    private static void requireDocument(byte[] input) {
        if (input.length > Limits.DOCUMENT_BYTES) {
            throw Defect.beyondLimit("larger than the " + Limits.DOCUMENT_BYTES + " bytes that a document may have");
        }
        if (input.length >= 3 && input[0] == (byte) 0xEF && input[1] == (byte) 0xBB && input[2] == (byte) 0xBF) {
            throw Defect.malformed("starts with a byte order mark; save it as UTF-8 without one");
        }
    }

    /** Decodes piece by piece, and strictly: another parser could read differently what a lenient decoder replaces. */
    private static Reader decoded(byte[] input) {
        return new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8.newDecoder());
    }

    /** Decodes the whole input, for the message about why it was refused. */
    private static CharBuffer text(byte[] input) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static Defect notUtf8() {
        return Defect.malformed("not valid UTF-8");
    }

    /** Reads a document's members one after the other. */
    @FunctionalInterface
    public interface Form<T> {

        /**
         * Reads an object.
         *
         * @param cursor stands at the object, which was not entered
         * @return what was made of it
         * @throws IOException if the text ends or is no JSON
         */
        T read(JsonCursor cursor) throws IOException;
    }
}
