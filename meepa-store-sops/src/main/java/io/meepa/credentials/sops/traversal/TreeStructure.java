package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.sops.tree.SopsType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What of a document is visible in the file, and whether two documents are the same. */
public final class TreeStructure {

    private final EncryptionRule rule;

    /**
     * Creates the view of documents under a rule.
     *
     * @param rule which values are encrypted
     */
    public TreeStructure(EncryptionRule rule) {
        this.rule = rule;
    }

    /**
     * Lists the leaves that stand in clear.
     *
     * @param tree the decrypted tree
     * @return their paths in document order
     */
    public List<SopsPath> clearLeaves(SopsNode.Fields tree) {
        List<SopsPath> found = new ArrayList<>();
        collect(tree, Trail.ROOT, rule.root(), found);
        return List.copyOf(found);
    }

    private static void collect(SopsNode node, Trail where, EncryptionRule.Scope scope, List<SopsPath> found) {
        if (node instanceof SopsNode.Fields fields) {
            fields.members().forEach((key, member) -> collect(member, where.key(key), scope.key(key), found));
        } else if (node instanceof SopsNode.Elements array) {
            int position = 0;
            for (SopsNode element : array.elements()) {
                collect(element, where.index(position++), scope, found);
            }
        } else if (node instanceof SopsLeaf leaf && (leaf.isEmpty() || !scope.encrypts())) {
            found.add(where.path());
        }
    }

    /**
     * Digests shape, names, types, order and clear values.
     *
     * @param tree the decrypted tree
     * @return 32 bytes of SHA-256
     */
    public byte[] digest(SopsNode.Fields tree) {
        StructureHash hash = new StructureHash();
        digest(tree, rule.root(), hash);
        return hash.finish();
    }

    private static void digest(SopsNode node, EncryptionRule.Scope scope, StructureHash hash) {
        if (node instanceof SopsNode.Fields fields) {
            hash.begin('o', fields.members().size());
            fields.members().forEach((key, member) -> {
                hash.add('k', key.getBytes(StandardCharsets.UTF_8));
                digest(member, scope.key(key), hash);
            });
        } else if (node instanceof SopsNode.Elements array) {
            hash.begin('a', array.elements().size());
            array.elements().forEach(element -> digest(element, scope, hash));
        } else if (node instanceof SopsLeaf leaf) {
            digest(leaf, scope.encrypts(), hash);
        }
    }

    private static void digest(SopsLeaf leaf, boolean encrypts, StructureHash hash) {
        boolean hidden = encrypts && !leaf.isEmpty();
        // A number such as 1.0 in clear is written as 1 and read back as whole.
        SopsType shown = !hidden && leaf.type() == SopsType.REAL ? SopsType.INTEGER : leaf.type();
        hash.add(hidden ? 'e' : 'c', shown.name().getBytes(StandardCharsets.US_ASCII));
        if (!hidden) {
            hash.add('v', leaf);
        }
    }

    /**
     * Compares two trees.
     *
     * @param one a tree
     * @param other the same, read back
     * @return whether names, order and values are the same
     */
    public static boolean sameValues(SopsNode one, SopsNode other) {
        if (one instanceof SopsNode.Fields a && other instanceof SopsNode.Fields b) {
            return sameMembers(a, b);
        }
        if (one instanceof SopsNode.Elements a && other instanceof SopsNode.Elements b) {
            return a.elements().size() == b.elements().size() && sameElements(a, b);
        }
        return one instanceof SopsLeaf a && other instanceof SopsLeaf b && (a.matches(b) || sameNumber(a, b));
    }

    private static boolean sameNumber(SopsLeaf one, SopsLeaf other) {
        return one.type() == SopsType.REAL && other.type() == SopsType.INTEGER && one.hasBytesOf(other);
    }

    private static boolean sameMembers(SopsNode.Fields one, SopsNode.Fields other) {
        Iterator<Map.Entry<String, SopsNode>> others =
                other.members().entrySet().iterator();
        for (Map.Entry<String, SopsNode> member : one.members().entrySet()) {
            if (!others.hasNext()) {
                return false;
            }
            Map.Entry<String, SopsNode> theirs = others.next();
            if (!member.getKey().equals(theirs.getKey()) || !sameValues(member.getValue(), theirs.getValue())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean sameElements(SopsNode.Elements one, SopsNode.Elements other) {
        Iterator<SopsNode> others = other.elements().iterator();
        for (SopsNode element : one.elements()) {
            if (!sameValues(element, others.next())) {
                return false;
            }
        }
        return true;
    }
}
