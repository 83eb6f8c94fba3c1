package io.meepa.credentials.sops;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.traversal.PlainTree;
import io.meepa.credentials.sops.tree.SopsNode;

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
            return PlainTree.decoded(JsonReader.read(json));
        } catch (Defect e) {
            throw new CorruptDocumentException("the JSON was refused: " + e.finding());
        }
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
            return JsonWriter.write(PlainTree.encoded(tree));
        } catch (Defect e) {
            throw new IllegalArgumentException("the tree has no JSON form: " + e.finding());
        }
    }
}
