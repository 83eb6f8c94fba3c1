package io.meepa.credentials.sops.traversal;

import io.meepa.credentials.sops.json.JsonCursor;
import io.meepa.credentials.sops.json.JsonReader;
import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a written document beside the tree that it was written from: every value is decrypted as a later reader does, fed to
 * the MAC and compared, and no second tree is made. It continues where something differs, so that a MAC that does not fit is
 * found too. For one file and one thread.
 */
public final class ReadBack {

    private final TreeReader reader;
    private final String metadataName;
    private Optional<SopsNode> metadata = Optional.empty();
    private boolean same = true;

    /**
     * Creates the reading of one file.
     *
     * @param reader decrypts values and feeds their MAC
     * @param metadataName the member that is no part of the tree
     */
    public ReadBack(TreeReader reader, String metadataName) {
        this.reader = reader;
        this.metadataName = metadataName;
    }

    /**
     * Reads a file to its end.
     *
     * @param file the written file
     * @param tree what was meant
     * @param rule which values are encrypted
     * @return whether names, order and values are the same
     * @throws Defect if a value has another form, or fails its check
     */
    public boolean matches(byte[] file, SopsNode.Fields tree, EncryptionRule rule) {
        return JsonReader.read(file, cursor -> {
            topLevel(cursor, tree, rule.root());
            return same;
        });
    }

    /**
     * Returns the metadata as it stands in the file.
     *
     * @return the member, or empty if there is none or the file was not read
     */
    public Optional<SopsNode> metadata() {
        return metadata;
    }

    private void topLevel(JsonCursor file, SopsNode.Fields tree, EncryptionRule.Scope scope) throws IOException {
        Iterator<Map.Entry<String, SopsNode>> meant = tree.members().entrySet().iterator();
        while (file.nextMember()) {
            if (file.name().equals(metadataName)) {
                same &= metadata.isEmpty();
                metadata = Optional.of(file.node());
            } else {
                member(file, meant, Trail.ROOT, scope);
            }
        }
        same &= !meant.hasNext();
    }

    private void member(
            JsonCursor file, Iterator<Map.Entry<String, SopsNode>> meant, Trail where, EncryptionRule.Scope scope)
            throws IOException {
        String name = file.name();
        SopsNode tree = meant.hasNext() ? named(name, meant.next()) : null;
        node(file, tree, where.key(name), scope.key(name));
    }

    private static @Nullable SopsNode named(String name, Map.Entry<String, SopsNode> meant) {
        return meant.getKey().equals(name) ? meant.getValue() : null;
    }

    /** What was not meant is read too, and makes the difference. */
    private void node(JsonCursor file, @Nullable SopsNode meant, Trail where, EncryptionRule.Scope scope)
            throws IOException {
        if (file.isObject()) {
            fields(file, meant instanceof SopsNode.Fields fields ? fields : different(), where, scope);
        } else if (file.isArray()) {
            elements(file, meant instanceof SopsNode.Elements elements ? elements : differentElements(), where, scope);
        } else {
            SopsLeaf found = leaf(file, where, scope);
            same &= meant != null && TreeStructure.sameValues(meant, found);
        }
    }

    private SopsLeaf leaf(JsonCursor file, Trail where, EncryptionRule.Scope scope) throws IOException {
        String text = scope.encrypts() && file.isText() ? file.text() : "";
        return text.isEmpty() ? reader.leaf(file.leaf(), where, scope) : reader.encrypted(text, where, scope);
    }

    private void fields(JsonCursor file, SopsNode.Fields tree, Trail where, EncryptionRule.Scope scope)
            throws IOException {
        Iterator<Map.Entry<String, SopsNode>> meant = tree.members().entrySet().iterator();
        while (file.nextMember()) {
            member(file, meant, where, scope);
        }
        same &= !meant.hasNext();
    }

    private void elements(JsonCursor file, SopsNode.Elements array, Trail where, EncryptionRule.Scope scope)
            throws IOException {
        Iterator<SopsNode> meant = array.elements().iterator();
        for (int position = 0; file.nextElement(); position++) {
            node(file, meant.hasNext() ? meant.next() : null, where.index(position), scope);
        }
        same &= !meant.hasNext();
    }

    private SopsNode.Fields different() {
        same = false;
        return SopsNode.Fields.wrap(Map.of());
    }

    private SopsNode.Elements differentElements() {
        same = false;
        return new SopsNode.Elements(List.of());
    }
}
