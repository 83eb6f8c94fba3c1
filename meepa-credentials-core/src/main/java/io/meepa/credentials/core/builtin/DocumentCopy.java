package io.meepa.credentials.core.builtin;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies a document with its secrets: whoever closes a secret of one copy leaves the other as it is. */
final class DocumentCopy {

    private DocumentCopy() {}

    static DocumentNode.Fields of(DocumentNode.Fields fields) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        fields.members().forEach((name, member) -> members.put(name, copy(member)));
        return new DocumentNode.Fields(members);
    }

    /** Wipes the secrets of a copy. */
    static void wipe(DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            fields.members().values().forEach(DocumentCopy::wipe);
        } else if (node instanceof DocumentNode.Elements elements) {
            elements.elements().forEach(DocumentCopy::wipe);
        } else if (node instanceof DocumentNode.Hidden hidden) {
            hidden.value().close();
        }
    }

    private static DocumentNode copy(DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            return of(fields);
        }
        if (node instanceof DocumentNode.Elements elements) {
            return new DocumentNode.Elements(
                    elements.elements().stream().map(DocumentCopy::copy).toList());
        }
        if (node instanceof DocumentNode.Hidden hidden) {
            return new DocumentNode.Hidden(hidden.value().withBytes(Secret::copyOf));
        }
        return node;
    }
}
