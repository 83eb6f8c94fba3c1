package io.meepa.credentials.sops;

import io.meepa.credentials.CorruptDocumentException;
import io.meepa.credentials.sops.json.Defect;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.json.JsonValue;
import io.meepa.credentials.sops.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain JSON in and out, as {@code sops encrypt} takes it and {@code sops decrypt} prints it. The text passes through
 * strings that cannot be wiped; secrets that never were JSON do not need this class.
 */
public final class SopsJson {

    private SopsJson() {}

    /**
     * Reads plain JSON.
     *
     * @param json an object in UTF-8; stays the caller's, to wipe
     * @return its tree
     * @throws CorruptDocumentException if it is not strict JSON
     */
    public static SopsNode.Fields parse(byte[] json) {
        try {
            return (SopsNode.Fields) node(JsonReader.read(json), Trail.ROOT);
        } catch (Defect e) {
            throw new CorruptDocumentException("the JSON was refused: " + e.finding());
        }
    }

    private static SopsNode node(JsonValue value, Trail where) {
        if (value instanceof JsonValue.Fields fields) {
            Map<String, SopsNode> members = new LinkedHashMap<>();
            fields.members().forEach((key, member) -> members.put(key, node(member, where.key(key))));
            return new SopsNode.Fields(members);
        }
        if (value instanceof JsonValue.Elements array) {
            List<SopsNode> elements = new ArrayList<>(array.elements().size());
            array.elements().forEach(element -> elements.add(node(element, where.index(elements.size()))));
            return new SopsNode.Elements(elements);
        }
        return Scalars.clear(value, where);
    }

    /**
     * Writes plain JSON.
     *
     * @param tree the tree
     * @return the UTF-8 text, for the caller to wipe
     * @throws IllegalArgumentException if the tree holds what JSON cannot
     */
    public static byte[] write(SopsNode.Fields tree) {
        try {
            return JsonWriter.write((JsonValue.Fields) json(tree, Trail.ROOT));
        } catch (Defect e) {
            throw new IllegalArgumentException("the tree has no JSON form: " + e.finding());
        }
    }

    private static JsonValue json(SopsNode node, Trail where) {
        if (node instanceof SopsNode.Fields fields) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            fields.members().forEach((key, member) -> members.put(key, json(member, where.key(key))));
            return new JsonValue.Fields(members);
        }
        if (node instanceof SopsNode.Elements array) {
            List<JsonValue> values = new ArrayList<>(array.elements().size());
            array.elements().forEach(element -> values.add(json(element, where.index(values.size()))));
            return new JsonValue.Elements(values);
        }
        return Scalars.json((SopsLeaf) node, where);
    }
}
