package io.meepa.credentials.core.migration;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's flat list. Required fields are required; what is unknown is kept and reported. */
final class PlainDocument {

    /** The seal belongs to one encrypted file: in another one it would vouch for nothing. */
    private static final Set<String> OF_THE_FILE = Set.of("credential_store", "provisioned_at", "seal");

    private final MovedValues moved = new MovedValues();

    Migration migrate(DocumentNode.Fields file) {
        if (!(file.members().get("credentials") instanceof DocumentNode.Elements list)) {
            throw new CorruptDocumentException("document.credentials is not a list");
        }
        int index = 0;
        for (DocumentNode element : list.elements()) {
            String path = "credentials[" + index++ + "]";
            credential(path, fields(path, element));
        }
        aroundTheList(file);
        return moved.balance(file);
    }

    private void aroundTheList(DocumentNode.Fields file) {
        Map<String, DocumentNode> unknown = new LinkedHashMap<>(file.members());
        unknown.remove("credentials");
        for (String known : OF_THE_FILE) {
            Optional.ofNullable(unknown.remove(known)).ifPresent(moved::attribute);
        }
        if (!unknown.isEmpty()) {
            moved.note("not recognised, kept as items of legacy/document: " + unknown.keySet());
            LegacyCredential rest = new LegacyCredential(moved, "document", LegacyIdentity.UNRECOGNISED, "document");
            rest.keepAll(unknown);
            moved.add(rest.build());
        }
    }

    private void credential(String path, DocumentNode.Fields record) {
        Map<String, DocumentNode> left = new LinkedHashMap<>(record.members());
        Category category = named(path, text(path, left, "category"), Category::of);
        LegacyCredential credential = new LegacyCredential(moved, path, category, text(path, left, "service"));
        credential.settleService();
        items(path + ".items", left.remove("items"), credential);
        for (String member : List.of("name", "origin", "status")) {
            credential.require(member, requireMember(path, left, member));
            left.remove(member);
        }
        if (left.get("managed") instanceof DocumentNode.Flag flag) {
            credential.managed(flag.value());
            moved.attribute(flag);
            left.remove("managed");
        }
        left.forEach(credential::member);
        moved.add(credential.build());
    }

    private void items(String path, @Nullable DocumentNode node, LegacyCredential credential) {
        List<DocumentNode> elements = node instanceof DocumentNode.Elements list ? list.elements() : List.of();
        if (node != null && !(node instanceof DocumentNode.Elements)) {
            throw new CorruptDocumentException(path + " is not a list");
        }
        int index = 0;
        for (DocumentNode element : elements) {
            item(path + "[" + index++ + "]", element, credential);
        }
    }

    private void item(String path, DocumentNode node, LegacyCredential credential) {
        Map<String, DocumentNode> left = new LinkedHashMap<>(fields(path, node).members());
        String key = text(path, left, "key");
        String type = text(path, left, "item_type");
        DocumentNode value = requireMember(path, left, "value");
        left.remove("value");
        Secret secret =
                Leaf.secret(value).orElseThrow(() -> new CorruptDocumentException(path + ".value is not a text"));
        credential.item(key, secret, named(path, type, ItemType::of));
        left.forEach((name, leaf) -> credential.member(key + "." + name, leaf));
    }

    private static <T> T named(String path, String name, Function<String, T> type) {
        try {
            return type.apply(name);
        } catch (IllegalArgumentException e) {
            // The model's messages name rules, never values.
            throw new CorruptDocumentException(path + ": " + e.getMessage());
        }
    }

    private String text(String path, Map<String, DocumentNode> left, String member) {
        DocumentNode node = requireMember(path, left, member);
        left.remove(member);
        moved.attribute(node);
        return Leaf.text(node).orElseThrow(() -> new CorruptDocumentException(path + "." + member + " is not a text"));
    }

    private static DocumentNode requireMember(String path, Map<String, DocumentNode> left, String member) {
        DocumentNode node = left.get(member);
        if (node == null) {
            throw new CorruptDocumentException(path + " lacks the field " + member);
        }
        return node;
    }

    private static DocumentNode.Fields fields(String path, DocumentNode node) {
        if (node instanceof DocumentNode.Fields fields) {
            return fields;
        }
        throw new CorruptDocumentException(path + " is not an object");
    }
}
