package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps one credential's record. Members stand in the gateway's order, ours behind them. */
final class StoredCredentialCodec {

    /** Keys of the items that their maker declared to be no secret. Ours, beside the gateway's members; none means none. */
    private static final String SHOWN = "shown";

    private StoredCredentialCodec() {}

    static StoredCredential decode(String where, DocumentNode node) {
        FieldReader record = FieldReader.of(where, node);
        Map<String, Map<String, DocumentNode>> itemExtras = new LinkedHashMap<>();
        Map<String, DocumentNode> metadataExtras = new LinkedHashMap<>();
        try {
            Set<String> shown = shown(record);
            AgentCredential credential = new AgentCredential(
                    Category.of(record.text("category")),
                    record.text("service"),
                    record.text("name"),
                    origin(where, record.text("origin")),
                    items(where, record.elements("items"), shown, itemExtras),
                    metadata(record, metadataExtras),
                    status(where, record.node("status")),
                    record.flag("managed"));
            return new StoredCredential(credential, record.rest(), itemExtras, metadataExtras);
        } catch (IllegalArgumentException e) {
            // The model's messages name keys and rules, never values.
            throw new CorruptDocumentException(where + ": " + e.getMessage());
        }
    }

    static DocumentNode encode(StoredCredential entry) {
        AgentCredential credential = entry.credential();
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("category", text(credential.category().name()));
        members.put("service", text(credential.service()));
        members.put("name", text(credential.name()));
        members.put("origin", text(credential.origin().wireName()));
        members.put("items", items(credential.items(), entry.itemExtras()));
        Map<String, DocumentNode> metadata = MetadataCodec.encode(credential.metadata(), entry.metadataExtras());
        if (!metadata.isEmpty()) {
            members.put("metadata", new DocumentNode.Fields(metadata));
        }
        members.put("status", StatusCodec.encode(credential.status()));
        if (credential.managed()) {
            members.put("managed", new DocumentNode.Flag(true));
        }
        List<DocumentNode> shown = credential.items().stream()
                .filter(CredentialItem::declaredShown)
                .<DocumentNode>map(item -> text(item.key()))
                .toList();
        if (!shown.isEmpty()) {
            members.put(SHOWN, new DocumentNode.Elements(shown));
        }
        entry.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    static List<CredentialItem> items(
            String where, List<DocumentNode> nodes, Set<String> shown, Map<String, Map<String, DocumentNode>> extras) {
        List<CredentialItem> items = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            FieldReader item = FieldReader.of(where + ".items[" + i + "]", nodes.get(i));
            String key = item.text("key");
            items.add(new CredentialItem(
                    key, item.secret("value"), ItemType.of(item.text("item_type")), shown.contains(key)));
            if (!item.rest().isEmpty()) {
                extras.put(key, item.rest());
            }
        }
        return items;
    }

    static DocumentNode items(List<CredentialItem> items, Map<String, Map<String, DocumentNode>> extras) {
        List<DocumentNode> nodes = new ArrayList<>();
        for (CredentialItem item : items) {
            Map<String, DocumentNode> members = new LinkedHashMap<>();
            members.put("key", text(item.key()));
            members.put("value", new DocumentNode.Hidden(item.value()));
            members.put("item_type", text(item.type().name()));
            extras.getOrDefault(item.key(), Map.of()).forEach(members::putIfAbsent);
            nodes.add(new DocumentNode.Fields(members));
        }
        return new DocumentNode.Elements(nodes);
    }

    /** A member of another form is not ours: it stays where it is, and declares nothing. */
    private static Set<String> shown(FieldReader record) {
        if (!(record.rest().get(SHOWN) instanceof DocumentNode.Elements given)
                || !given.elements().stream().allMatch(StoredCredentialCodec::isText)) {
            return Set.of();
        }
        return record.elements(SHOWN).stream()
                .map(key -> record.asText(SHOWN, key))
                .collect(Collectors.toSet());
    }

    private static boolean isText(DocumentNode node) {
        return node instanceof DocumentNode.Text || node instanceof DocumentNode.Hidden;
    }

    private static Metadata metadata(FieldReader record, Map<String, DocumentNode> extras) {
        return record.fields("metadata")
                .map(fields -> MetadataCodec.decode(fields.rest(), extras))
                .orElse(Metadata.empty());
    }

    private static Origin origin(String where, String name) {
        return Origin.ofWireName(name)
                .orElseThrow(() -> new CorruptDocumentException(where + ".origin is no known origin: use "
                        + Origin.OPERATOR_PROVIDED.wireName() + " or " + Origin.AGENT_CREATED.wireName()));
    }

    private static CredentialStatus status(String where, DocumentNode node) {
        return StatusCodec.decode(where + ".status", node);
    }

    private static DocumentNode.Text text(String value) {
        return new DocumentNode.Text(value);
    }
}
