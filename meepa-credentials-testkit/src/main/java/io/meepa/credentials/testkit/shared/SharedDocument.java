package io.meepa.credentials.testkit.shared;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode.Elements;
import io.meepa.credentials.spi.store.DocumentNode.Fields;
import io.meepa.credentials.spi.store.DocumentNode.Hidden;
import io.meepa.credentials.spi.store.DocumentNode.Text;
import java.util.List;
import java.util.Map;

/** A small document with one hidden text. */
final class SharedDocument {

    private SharedDocument() {}

    static Fields of(String text) {
        Fields item = new Fields(
                Map.of("key", new Text("text"), "value", new Hidden(Secret.of(text)), "item_type", new Text("other")));
        Fields credential = new Fields(Map.of("category", new Text("login"), "items", new Elements(List.of(item))));
        return new Fields(Map.of("credentials", new Elements(List.of(credential))));
    }

    static String text(Fields document) {
        Fields credential = first(document, "credentials");
        Fields item = first(credential, "items");
        return item.members().get("value") instanceof Hidden hidden
                ? hidden.value().reveal()
                : "";
    }

    private static Fields first(Fields fields, String name) {
        return fields.members().get(name) instanceof Elements all
                        && all.elements().get(0) instanceof Fields first
                ? first
                : new Fields(Map.of());
    }
}
