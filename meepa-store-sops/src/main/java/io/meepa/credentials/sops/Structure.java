package io.meepa.credentials.sops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What of a document is visible in the file, and whether two documents are the same. */
final class Structure {

    private final EncryptionRule rule;

    Structure(EncryptionRule rule) {
        this.rule = rule;
    }

    List<SopsPath> clearLeaves(SopsNode.Fields tree) {
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

    byte[] digest(SopsNode.Fields tree) {
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
            hash.add('v', leaf.plaintext());
        }
    }

    static boolean sameValues(SopsNode one, SopsNode other) {
        if (one instanceof SopsNode.Fields a && other instanceof SopsNode.Fields b) {
            return sameMembers(a, b);
        }
        if (one instanceof SopsNode.Elements a && other instanceof SopsNode.Elements b) {
            return a.elements().size() == b.elements().size() && sameElements(a, b);
        }
        return one instanceof SopsLeaf a && other instanceof SopsLeaf b && (a.matches(b) || sameNumber(a, b));
    }

    private static boolean sameNumber(SopsLeaf one, SopsLeaf other) {
        return one.type() == SopsType.REAL
                && other.type() == SopsType.INTEGER
                && MessageDigest.isEqual(one.plaintext(), other.plaintext());
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
