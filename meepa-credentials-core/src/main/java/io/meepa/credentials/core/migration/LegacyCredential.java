package io.meepa.credentials.core.migration;

import io.meepa.credentials.core.document.PlainNumber;
import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds one credential from an old one. Texts that nobody knows become items, for they may be secrets; numbers and flags
 * become metadata.
 */
final class LegacyCredential {

    private final MovedValues moved;
    private final String path;
    private final Category category;
    private final Map<String, CredentialItem> items = new LinkedHashMap<>();
    private String service;
    private boolean serviceIsSettled;
    private Optional<String> name = Optional.empty();
    private Origin origin = Origin.OPERATOR_PROVIDED;
    private CredentialStatus status = CredentialStatus.Settled.EXISTING;
    private Metadata metadata = Metadata.empty();
    private boolean managed;

    LegacyCredential(MovedValues moved, String path, Category category, String service) {
        this.moved = moved;
        this.path = path;
        this.category = category;
        this.service = service;
    }

    AgentCredential build() {
        try {
            return new AgentCredential(
                    category,
                    service,
                    name.orElse(service),
                    origin,
                    List.copyOf(items.values()),
                    metadata,
                    status,
                    managed);
        } catch (IllegalArgumentException e) {
            // The model's messages name rules, never values.
            throw new CorruptDocumentException(path + ": " + e.getMessage());
        }
    }

    void managed(boolean flag) {
        managed = flag;
    }

    /** Keeps the service: a member of that name is one like any other. */
    void settleService() {
        serviceIsSettled = true;
    }

    /** Reads a member that must be understood. */
    void require(String member, DocumentNode value) {
        if (!attribute(member, value)) {
            throw new CorruptDocumentException(path + "." + member + " is not one that is known");
        }
    }

    void read(DocumentNode value) {
        if (value instanceof DocumentNode.Fields fields) {
            // A provider is the service only where no service stands beside it.
            Map<String, DocumentNode> members = new LinkedHashMap<>(fields.members());
            Optional.ofNullable(members.remove("service")).ifPresent(first -> member("service", first));
            members.forEach(this::member);
        } else {
            Leaf.secret(value).ifPresentOrElse(this::onlyItem, () -> keep("value", value));
        }
    }

    private void onlyItem(Secret value) {
        int length = value.withBytes(bytes -> bytes.length);
        String key = LegacyFields.onlyKey(category, length);
        item(key, value, LegacyFields.type(category, key));
    }

    void member(String member, DocumentNode value) {
        if (Leaf.count(value) == 0) {
            moved.note(path + "." + member + " is empty");
        } else if (!attribute(member, value)) {
            keep(member, value);
        }
    }

    void keepAll(Map<String, DocumentNode> members) {
        members.forEach(this::keep);
    }

    private boolean attribute(String member, DocumentNode value) {
        boolean taken = switch (member) {
            case "service", "provider" -> service(value);
            case "name" -> name(value);
            case "origin" -> origin(value);
            case "status" -> status(value);
            default -> false;
        };
        if (taken) {
            moved.attribute(value);
        }
        return taken || (member.equals("metadata") && metadata(value));
    }

    private boolean service(DocumentNode value) {
        Optional<String> text = Leaf.text(value);
        if (serviceIsSettled || text.isEmpty()) {
            return false;
        }
        service = text.get();
        serviceIsSettled = true;
        return true;
    }

    private boolean name(DocumentNode value) {
        name = Leaf.text(value);
        return name.isPresent();
    }

    private boolean origin(DocumentNode value) {
        Optional<Origin> known = Leaf.text(value).flatMap(Origin::ofWireName);
        known.ifPresent(found -> origin = found);
        return known.isPresent();
    }

    private boolean status(DocumentNode value) {
        Optional<CredentialStatus> known = OldStatus.read(value);
        known.ifPresent(found -> status = found);
        return known.isPresent();
    }

    private boolean metadata(DocumentNode value) {
        if (!(value instanceof DocumentNode.Fields fields)) {
            return false;
        }
        fields.members().forEach(this::metadataMember);
        return true;
    }

    private void metadataMember(String member, DocumentNode value) {
        Optional<String> text = Leaf.isText(value) ? Leaf.text(value) : Optional.empty();
        if (Leaf.count(value) == 0) {
            moved.note(path + ".metadata." + member + " is empty");
        } else if (text.isPresent()) {
            metadata = metadata.with(member, text.get());
        } else {
            keep(member, value);
        }
    }

    /** Keeps a value wherever it fits; what is nested gets a key of all its names. */
    private void keep(String member, DocumentNode value) {
        if (value instanceof DocumentNode.Fields fields) {
            fields.members().forEach((inner, leaf) -> keep(member + "." + inner, leaf));
        } else if (value instanceof DocumentNode.Elements list) {
            int index = 0;
            for (DocumentNode element : list.elements()) {
                keep(member + "." + index++, element);
            }
        } else if (value instanceof DocumentNode.Flag flag) {
            metadata(member, new MetadataValue.Flag(flag.value()));
        } else if (value instanceof DocumentNode.Numeric number && !LegacyFields.isItem(member)) {
            metadata(member, number(member, number.literal()));
        } else if (!Leaf.isEmpty(value)) {
            Leaf.secret(value).ifPresent(secret -> textItem(member, secret));
        }
    }

    private MetadataValue number(String member, String literal) {
        return PlainNumber.of(literal)
                .map(MetadataValue.Numeric::new)
                .orElseThrow(() -> new CorruptDocumentException(
                        path + "." + member + " has more digits than a number of ours; nothing was changed"));
    }

    private void textItem(String member, Secret value) {
        String key = LegacyFields.key(category, member);
        String free = items.containsKey(key) ? member : key;
        item(free, value, LegacyFields.type(category, free));
        if (!LegacyFields.isItem(free)) {
            moved.note(path + "." + member + " is not recognised; kept as an item");
        }
    }

    private void metadata(String member, MetadataValue value) {
        if (metadata.values().containsKey(member)) {
            throw new CorruptDocumentException(path + "." + member + " stands there twice; nothing was changed");
        }
        metadata = metadata.with(member, value);
    }

    /** Adds an item as it is. */
    void item(String key, Secret value, ItemType type) {
        try {
            if (items.put(key, new CredentialItem(key, value, type)) != null) {
                throw new CorruptDocumentException(path + "." + key + " stands there twice; nothing was changed");
            }
        } catch (IllegalArgumentException e) {
            throw new CorruptDocumentException(path + ": " + e.getMessage());
        }
    }
}
