package io.meepa.credentials.sops.sealed;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.text.BeyondLimitException;
import io.meepa.credentials.sops.text.Limits;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import io.meepa.credentials.spi.store.DocumentNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates between the neutral tree and that of the codec, and knows what our files encrypt. */
final class DocumentTree {

    /** Item values, metadata, operation details and the seal. */
    static final EncryptionRule RULE = EncryptionRule.encryptedRegex("^(value|metadata|details|seal)$");

    /** Whole numbers that every tool reads alike. */
    private static final Pattern SMALL = Pattern.compile("0|-?[1-9][0-9]{0,14}");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** Sops encrypts it, but no tool writes it in clear so that it is read back as it was. */
    private static final String NEGATIVE_ZERO = "-0";

    private DocumentTree() {}

    static SopsNode.Fields toSops(DocumentNode.Fields document) {
        return fields(document, RULE.root(), Way.ROOT, 0);
    }

    static DocumentNode.Fields fromSops(SopsNode.Fields document) {
        return fields(document, RULE.root());
    }

    private static SopsNode.Fields fields(DocumentNode.Fields fields, EncryptionRule.Scope scope, Way path, int depth) {
        Map<String, SopsNode> members = SopsNode.Fields.room(fields.members().size());
        fields.members()
                .forEach((key, value) -> members.put(key, node(value, scope.key(key), new Way(path, key), depth + 1)));
        return SopsNode.Fields.wrap(members);
    }

    private static SopsNode.Elements elements(
            DocumentNode.Elements elements, EncryptionRule.Scope scope, Way path, int depth) {
        List<SopsNode> nodes = new ArrayList<>(elements.elements().size());
        for (DocumentNode element : elements.elements()) {
            nodes.add(node(element, scope, new Way(path, nodes.size()), depth + 1));
        }
        return new SopsNode.Elements(nodes);
    }

    private static SopsNode node(DocumentNode node, EncryptionRule.Scope scope, Way path, int depth) {
        if (depth > Limits.DEPTH) {
            throw new BeyondLimitException("the document is nested deeper than " + Limits.DEPTH);
        }
        if (node instanceof DocumentNode.Fields fields) {
            return fields(fields, scope, path, depth);
        } else if (node instanceof DocumentNode.Elements elements) {
            return elements(elements, scope, path, depth);
        } else if (node instanceof DocumentNode.Text text) {
            return SopsLeaf.text(text.value());
        } else if (node instanceof DocumentNode.Hidden hidden) {
            return hidden(hidden, scope, path);
        } else if (node instanceof DocumentNode.Numeric number) {
            return number(number.literal(), path);
        } else if (node instanceof DocumentNode.Flag flag) {
            return SopsLeaf.flag(flag.value());
        }
        return SopsLeaf.nothing();
    }

    private static SopsLeaf hidden(DocumentNode.Hidden hidden, EncryptionRule.Scope scope, Way path) {
        if (!scope.encrypts()) {
            throw new IllegalArgumentException(path + " is hidden, but would be stored in clear: only what is below a"
                    + " key value, metadata or details is encrypted");
        }
        return SopsLeaf.text(hidden.value());
    }

    private static SopsLeaf number(String literal, Way path) {
        if (SMALL.matcher(literal).matches()) {
            return SopsLeaf.integer(Long.parseLong(literal));
        }
        if (!NUMBER.matcher(literal).matches()) {
            throw new IllegalArgumentException(path + " is no JSON number");
        }
        try {
            SopsLeaf leaf = parsed(literal);
            // In clear 1.0 stands as 1 and is read as another type; so it is that type from the start.
            return leaf.reveal().contains(".") ? leaf : parsed(leaf.reveal());
        } catch (CorruptDocumentException e) {
            throw new IllegalArgumentException(path + " is a number that other tools would change: store it as a text");
        }
    }

    private static SopsLeaf parsed(String literal) {
        byte[] json = ("{\"number\":" + literal + "}").getBytes(StandardCharsets.US_ASCII);
        return (SopsLeaf) SopsJson.parse(json).members().values().iterator().next();
    }

    private static DocumentNode.Fields fields(SopsNode.Fields fields, EncryptionRule.Scope scope) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        for (Map.Entry<String, SopsNode> member : fields.members().entrySet()) {
            members.put(member.getKey(), node(member.getValue(), scope.key(member.getKey())));
        }
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode node(SopsNode node, EncryptionRule.Scope scope) {
        if (node instanceof SopsNode.Fields fields) {
            return fields(fields, scope);
        } else if (node instanceof SopsNode.Elements elements) {
            // By a loop: a stream takes ten times as much of the stack, and a document may be nested deeply.
            List<DocumentNode> nodes = new ArrayList<>(elements.elements().size());
            for (SopsNode element : elements.elements()) {
                nodes.add(node(element, scope));
            }
            return new DocumentNode.Elements(nodes);
        }
        return leaf((SopsLeaf) node, scope.encrypts());
    }

    private static DocumentNode leaf(SopsLeaf leaf, boolean encrypted) {
        return switch (leaf.type()) {
            case NOTHING -> new DocumentNode.Nothing();
            case INTEGER -> new DocumentNode.Numeric(leaf.reveal());
            case REAL -> new DocumentNode.Numeric(leaf.reveal().equals(NEGATIVE_ZERO) ? "0" : leaf.reveal());
            case FLAG -> new DocumentNode.Flag(leaf.matches(SopsLeaf.flag(true)));
            case TEXT, BYTES, TIME, COMMENT ->
                encrypted ? new DocumentNode.Hidden(leaf.secret()) : new DocumentNode.Text(leaf.reveal());
        };
    }

    /** The way to a node, spelt out only if a message needs it. The steps are names and positions. */
    private record Way(@Nullable Way up, Object step) {

        static final Way ROOT = new Way(null, "");

        @Override
        public String toString() {
            return up == null ? "" : up + "/" + step;
        }
    }
}
