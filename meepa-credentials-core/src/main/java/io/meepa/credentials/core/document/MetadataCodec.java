package io.meepa.credentials.core.document;

import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.spi.store.DocumentNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps metadata; kinds of value that we do not model go to the extras and come back from there. */
final class MetadataCodec {

    private MetadataCodec() {}

    static Metadata decode(Map<String, DocumentNode> members, Map<String, DocumentNode> extras) {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        members.forEach((name, node) -> {
            if (node instanceof DocumentNode.Text text) {
                values.put(name, new MetadataValue.Text(text.value()));
            } else if (node instanceof DocumentNode.Hidden hidden) {
                values.put(name, new MetadataValue.Text(hidden.value().reveal()));
            } else if (node instanceof DocumentNode.Numeric number) {
                PlainNumber.of(number.literal())
                        .ifPresentOrElse(
                                plain -> values.put(name, new MetadataValue.Numeric(plain)),
                                () -> extras.put(name, node));
            } else if (node instanceof DocumentNode.Flag flag) {
                values.put(name, new MetadataValue.Flag(flag.value()));
            } else {
                extras.put(name, node);
            }
        });
        return new Metadata(values);
    }

    static Map<String, DocumentNode> encode(Metadata metadata, Map<String, DocumentNode> extras) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        metadata.values().forEach((name, value) -> members.put(name, encode(value)));
        extras.forEach(members::putIfAbsent);
        return members;
    }

    private static DocumentNode encode(MetadataValue value) {
        if (value instanceof MetadataValue.Text text) {
            return new DocumentNode.Text(text.value());
        }
        if (value instanceof MetadataValue.Numeric number) {
            return new DocumentNode.Numeric(number.value().toPlainString());
        }
        return new DocumentNode.Flag(((MetadataValue.Flag) value).value());
    }
}
