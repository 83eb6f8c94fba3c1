package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes known members out of an object one by one; what is left at the end is unknown and kept. */
final class FieldReader {

    private final String where;
    private final Map<String, DocumentNode> left;

    private FieldReader(String where, Map<String, DocumentNode> members) {
        this.where = where;
        this.left = new LinkedHashMap<>(members);
    }

    static FieldReader of(String where, DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            return new FieldReader(where, fields.members());
        }
        throw new CorruptDocumentException(where + " is not an object");
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        DocumentNode node = left.remove(name);
        return node == null ? Optional.empty() : Optional.of(asText(name, node));
    }

    Secret secret(String name) {
        DocumentNode node = left.remove(name);
        if (node == null) {
            throw missing(name);
        }
        return asSecret(name, node);
    }

    boolean flag(String name) {
        DocumentNode node = left.remove(name);
        if (node == null) {
            return false;
        }
        if (node instanceof DocumentNode.Flag flag) {
            return flag.value();
        }
        throw wrong(name, "true or false");
    }

    DocumentNode node(String name) {
        DocumentNode node = left.remove(name);
        if (node == null) {
            throw missing(name);
        }
        return node;
    }

    Optional<FieldReader> fields(String name) {
        DocumentNode node = left.remove(name);
        return node == null ? Optional.empty() : Optional.of(of(where + "." + name, node));
    }

    List<DocumentNode> elements(String name) {
        @Nullable DocumentNode node = left.remove(name);
        if (node == null) {
            return List.of();
        }
        if (node instanceof DocumentNode.Elements elements) {
            return elements.elements();
        }
        throw wrong(name, "a list");
    }

    Map<String, DocumentNode> rest() {
        return left;
    }

    String where() {
        return where;
    }

    String asText(String name, DocumentNode node) {
        if (node instanceof DocumentNode.Text text) {
            return text.value();
        }
        if (node instanceof DocumentNode.Hidden hidden) {
            return hidden.value().reveal();
        }
        throw notText(name, node);
    }

    /** Returns a non-owning view: what was read is kept and given to many callers, and one of them may close it. */
    Secret asSecret(String name, DocumentNode node) {
        if (node instanceof DocumentNode.Hidden hidden) {
            return hidden.value().shared();
        }
        if (node instanceof DocumentNode.Text text) {
            return Secret.of(text.value()).shared();
        }
        throw notText(name, node);
    }

    /** People who edit a document forget the quotes. */
    private CorruptDocumentException notText(String name, DocumentNode node) {
        boolean bare = node instanceof DocumentNode.Numeric || node instanceof DocumentNode.Flag;
        return wrong(name, bare ? "a text: put it in quotes" : "a text");
    }

    CorruptDocumentException wrong(String name, String what) {
        return new CorruptDocumentException(where + "." + name + " is not " + what);
    }

    private CorruptDocumentException missing(String name) {
        return new CorruptDocumentException(where + " lacks the field " + name);
    }
}
