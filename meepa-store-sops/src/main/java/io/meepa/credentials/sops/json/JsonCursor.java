package io.meepa.credentials.sops.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.text.GoText;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one reading of a document stands. It goes forward only: each value is read once, by the methods for what it is, and
 * nothing is kept of what was read. An object is entered by asking for its first member, an array by asking for its first
 * element. Not thread-safe.
 */
public final class JsonCursor {

    private static final int USUAL_MEMBERS = 3;

    private final JsonParser parser;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Moves to the next member of an object.
     *
     * @return whether there is one
     * @throws IOException if the text ends or is no JSON
     */
    public boolean nextMember() throws IOException {
        if (parser.nextToken() == JsonToken.FIELD_NAME) {
            wellFormed(parser.currentName());
            require(parser.nextToken());
            return true;
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw cutOff();
        }
        return false;
    }

    /**
     * Returns the name of the member that was moved to.
     *
     * @return the name
     * @throws IOException never at a member
     */
    public String name() throws IOException {
        return parser.currentName();
    }

    /**
     * Moves to the next element of an array.
     *
     * @return whether there is one
     * @throws IOException if the text ends or is no JSON
     */
    public boolean nextElement() throws IOException {
        return require(parser.nextToken()) != JsonToken.END_ARRAY;
    }

    /**
     * Reports whether the value is an object.
     *
     * @return true for an object that was not entered
     */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /**
     * Reports whether the value is an array.
     *
     * @return true for an array that was not entered
     */
    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /**
     * Reports whether the value is a text.
     *
     * @return true for a text
     */
    public boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /**
     * Reads a text that is not secret, without a copy that could be wiped.
     *
     * @return the text
     * @throws IOException if the text is no JSON
     */
    public String text() throws IOException {
        return wellFormed(parser.getText());
    }

    /**
     * Reads a single value.
     *
     * @return the value, its number as it was spelt
     * @throws IOException if the text is no JSON
     */
    public SopsLeaf leaf() throws IOException {
        return switch (require(parser.currentToken())) {
            case VALUE_STRING -> text(text());
            case VALUE_NUMBER_INT -> SopsLeaf.ascii(SopsType.INTEGER, parser.getText());
            case VALUE_NUMBER_FLOAT -> SopsLeaf.ascii(SopsType.REAL, parser.getText());
            case VALUE_TRUE -> SopsLeaf.flag(true);
            case VALUE_FALSE -> SopsLeaf.flag(false);
            case VALUE_NULL -> SopsLeaf.nothing();
            default -> throw cutOff();
        };
    }

    /** Passes over a value. */
    void pass() throws IOException {
        parser.skipChildren();
    }

    private static SopsLeaf text(String text) {
        return SopsLeaf.wrap(SopsType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a value with all that is in it.
     *
     * @return the value
     * @throws IOException if the text ends or is no JSON
     */
    public SopsNode node() throws IOException {
        return isObject() ? fields() : isArray() ? elements() : leaf();
    }

    SopsNode.Fields fields() throws IOException {
        Map<String, SopsNode> members = SopsNode.Fields.room(USUAL_MEMBERS);
        while (nextMember()) {
            String name = name();
            if (members.put(name, node()) != null) {
                throw Defect.malformed("the key " + GoText.quoted(name) + " appears twice in one object");
            }
        }
        return SopsNode.Fields.wrap(members);
    }

    private SopsNode.Elements elements() throws IOException {
        List<SopsNode> elements = new ArrayList<>();
        while (nextElement()) {
            elements.add(node());
        }
        return new SopsNode.Elements(elements);
    }

    private static JsonToken require(@Nullable JsonToken token) {
        if (token == null) {
            throw cutOff();
        }
        return token;
    }

    private static Defect cutOff() {
        return Defect.malformed("cut off");
    }

    private static String wellFormed(String text) {
        if (!GoText.isWellFormed(text)) {
            throw Defect.malformed("a string holds half of a surrogate pair");
        }
        return text;
    }
}
