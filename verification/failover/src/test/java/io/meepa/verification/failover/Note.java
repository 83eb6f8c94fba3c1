package io.meepa.verification.failover;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import java.util.List;
import java.util.Map;

/** A document that holds a text, encrypted, with some bulk beside. */
final class Note {

    private Note() {}

    static Fields document(String text) {
        Fields item = new Fields(Map.of(
                "key", new Text("note"),
                "value", new Hidden(Secret.of(text + "/" + "x".repeat(8_000))),
                "item_type", new Text("other")));
        Fields credential = new Fields(Map.of("category", new Text("login"), "items", new Elements(List.of(item))));
        return new Fields(Map.of("credentials", new Elements(List.of(credential))));
    }

    static String text(Fields document) {
        Fields credential = first(document, "credentials");
        Fields item = first(credential, "items");
        String value = ((Hidden) member(item, "value")).value().reveal();
        return value.substring(0, value.indexOf('/'));
    }

    private static Fields first(Fields fields, String name) {
        return (Fields) ((Elements) member(fields, name)).elements().get(0);
    }

    private static DocumentNode member(Fields fields, String name) {
        DocumentNode node = fields.members().get(name);
        if (node == null) {
            throw new IllegalStateException(name + " is lost");
        }
        return node;
    }
}
