package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Translates between a tree as it stands in plain JSON and a decrypted one. */
public final class PlainTree {

    private PlainTree() {}

    /**
     * Gives every leaf its type and the bytes that SOPS encrypts.
     *
     * @param json an object as it stands in JSON
     * @return the decrypted tree
     * @throws io.meepa.credentials.sops.text.Defect if a number is none that SOPS can keep
     */
    public static SopsNode.Fields decoded(SopsNode.Fields json) {
        return (SopsNode.Fields) walk(json, Trail.ROOT, Scalars::clear);
    }

    /**
     * Spells every leaf as JSON does.
     *
     * @param tree the decrypted tree
     * @return an object as it stands in JSON
     * @throws IllegalArgumentException if a leaf has no form in JSON
     */
    public static SopsNode.Fields encoded(SopsNode.Fields tree) {
        return (SopsNode.Fields) walk(tree, Trail.ROOT, Scalars::json);
    }

    private static SopsNode walk(SopsNode node, Trail where, Spelling spelling) {
        if (node instanceof SopsNode.Fields fields) {
            Map<String, SopsNode> members =
                    SopsNode.Fields.room(fields.members().size());
            fields.members().forEach((key, member) -> members.put(key, walk(member, where.key(key), spelling)));
            return SopsNode.Fields.wrap(members);
        }
        if (node instanceof SopsNode.Elements array) {
            List<SopsNode> elements = new ArrayList<>(array.elements().size());
            array.elements().forEach(element -> elements.add(walk(element, where.index(elements.size()), spelling)));
            return new SopsNode.Elements(elements);
        }
        return spelling.of((SopsLeaf) node, where);
    }

    private interface Spelling {

        SopsLeaf of(SopsLeaf leaf, Trail where);
    }
}
