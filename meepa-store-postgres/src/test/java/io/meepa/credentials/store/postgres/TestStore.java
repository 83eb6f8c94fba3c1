package io.meepa.credentials.store.postgres;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.testkit.TestContexts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Sessions over a test database, and small documents. */
final class TestStore {

    private final TestKeys keys;
    private final TestContexts contexts = TestContexts.create();

    TestStore(TestKeys keys) {
        this.keys = keys;
        contexts.environment(Map.of("MEEPA_KEY", keys.identity()));
    }

    TestContexts contexts() {
        return contexts;
    }

    StoreSession open(DataSource source, Map<String, ?> further) {
        return open(source, further, "gateway");
    }

    StoreSession open(DataSource source, Map<String, ?> further, String namespace) {
        return new PostgresStore(source)
                .open(contexts.storeInRealTime(settings(further), Path.of("nowhere"))
                        .withNamespace(namespace));
    }

    StoreSession open(DataSource source) {
        return open(source, Map.of());
    }

    Settings settings(Map<String, ?> further) {
        Map<String, Object> all = new HashMap<>();
        all.put("key_env", "MEEPA_KEY");
        all.put("recipients", keys.recipient());
        all.put("read_patience", "3s");
        all.put("write_patience", "6s");
        all.putAll(further);
        return contexts.settings(all);
    }

    /** In clear, where every character is a byte. */
    static DocumentNode.Fields clear(int length) {
        return new DocumentNode.Fields(Map.of("note", new DocumentNode.Text("x".repeat(length))));
    }

    static DocumentNode.Fields document(String value) {
        Map<String, DocumentNode> item = new LinkedHashMap<>();
        item.put("key", new DocumentNode.Text("token"));
        item.put("value", new DocumentNode.Hidden(Secret.of(value)));
        item.put("item_type", new DocumentNode.Text("api_token"));
        Map<String, DocumentNode> credential = new LinkedHashMap<>();
        credential.put("category", new DocumentNode.Text("login"));
        credential.put("items", new DocumentNode.Elements(java.util.List.of(new DocumentNode.Fields(item))));
        return new DocumentNode.Fields(Map.of(
                "credentials", new DocumentNode.Elements(java.util.List.of(new DocumentNode.Fields(credential)))));
    }

    static String value(DocumentNode.Fields document) {
        DocumentNode.Fields item = first(first(document, "credentials"), "items");
        return ((DocumentNode.Hidden) member(item, "value")).value().reveal();
    }

    private static DocumentNode.Fields first(DocumentNode.Fields fields, String name) {
        return (DocumentNode.Fields)
                ((DocumentNode.Elements) member(fields, name)).elements().get(0);
    }

    private static DocumentNode member(DocumentNode.Fields fields, String name) {
        return Objects.requireNonNull(fields.members().get(name), name);
    }
}
