package io.meepa.credentials.core.document;

import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.spi.DocumentNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The one mapping between the model and the stores' tree. The tree is the gateway's {@code credentials.json}, field for
 * field, with {@code managed} on a credential and {@code operations} at the top besides; what is unknown survives.
 */
public final class DocumentCodec {

    private DocumentCodec() {}

    /**
     * Reads a document.
     *
     * @throws io.meepa.credentials.CorruptDocumentException if a field is missing or wrong; the message names it
     */
    public static AgentDocument decode(DocumentNode.Fields tree) {
        FieldReader top = FieldReader.of("document", tree);
        Optional<Instant> provisionedAt =
                top.optionalText("provisioned_at").map(text -> OperationCodec.instant("document.provisioned_at", text));
        return new AgentDocument(
                header(top),
                list("credentials", top.elements("credentials"), EntryCodec::decode),
                list("operations", top.elements("operations"), OperationCodec::decode),
                provisionedAt,
                top.rest());
    }

    /** Writes a document. */
    public static DocumentNode.Fields encode(AgentDocument document) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("credential_store", encode(document.header()));
        members.put(
                "credentials",
                new DocumentNode.Elements(
                        document.entries().stream().map(EntryCodec::encode).toList()));
        document.provisionedAt()
                .ifPresent(instant -> members.put("provisioned_at", new DocumentNode.Text(instant.toString())));
        if (!document.operations().isEmpty()) {
            members.put(
                    "operations",
                    new DocumentNode.Elements(document.operations().stream()
                            .map(OperationCodec::encode)
                            .toList()));
        }
        document.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    private static StoreHeader header(FieldReader top) {
        FieldReader header = top.fields("credential_store")
                .orElseGet(() -> FieldReader.of("document.credential_store", new DocumentNode.Fields(Map.of())));
        String provider = header.optionalText("provider").orElse("");
        String itemId = header.optionalText("item_id").orElse("");
        String vault = header.optionalText("vault").orElse("");
        CredentialStatus status = header.rest().containsKey("status")
                ? StatusCodec.decode("document.credential_store.status", header.node("status"))
                : CredentialStatus.Settled.PROVISIONED;
        return new StoreHeader(provider, itemId, vault, status, header.rest());
    }

    private static DocumentNode encode(StoreHeader header) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("provider", new DocumentNode.Text(header.provider()));
        members.put("item_id", new DocumentNode.Text(header.itemId()));
        members.put("vault", new DocumentNode.Text(header.vault()));
        members.put("status", StatusCodec.encode(header.status()));
        header.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    private static <T> List<T> list(
            String name, List<DocumentNode> nodes, BiFunction<String, DocumentNode, T> decoder) {
        List<T> list = new ArrayList<>(nodes.size());
        for (DocumentNode node : nodes) {
            list.add(decoder.apply(name + "[" + list.size() + "]", node));
        }
        return list;
    }
}
