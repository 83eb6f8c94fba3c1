package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.StoreSession;
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
     * Reads a document; a credential that cannot be understood does not keep the others from being read.
     *
     * @param place which agent's document this is and where it is kept, for messages
     * @throws io.meepa.credentials.error.CorruptDocumentException if anything else is missing or wrong; the message names
     *     place and field
     */
    public static AgentDocument decode(DocumentNode.Fields tree, String place) {
        List<UnreadableCredential> unreadable = new ArrayList<>();
        try {
            AgentDocument document = decode(tree, (index, node) -> readable(place, index, node, unreadable));
            return document.withUnreadable(unreadable);
        } catch (CorruptDocumentException e) {
            throw new CorruptDocumentException(place + ": " + e.getMessage());
        }
    }

    /**
     * Reads a document in which everything has to be understood.
     *
     * @throws io.meepa.credentials.error.CorruptDocumentException if a field is missing or wrong; the message names it
     */
    public static AgentDocument decode(DocumentNode.Fields tree) {
        return decode(tree, (index, node) -> Optional.of(StoredCredentialCodec.decode(where(index), node)));
    }

    private static AgentDocument decode(
            DocumentNode.Fields tree, BiFunction<Integer, DocumentNode, Optional<StoredCredential>> decoder) {
        FieldReader top = FieldReader.of("document", tree);
        Optional<Instant> provisionedAt =
                top.optionalText("provisioned_at").map(text -> OperationCodec.instant("document.provisioned_at", text));
        List<StoredCredential> entries = entries(top.elements("credentials"), decoder);
        List<Operation> operations = new ArrayList<>();
        List<UnknownOperation> unknown = new ArrayList<>();
        for (DocumentNode node : top.elements("operations")) {
            String where = "operations[" + (operations.size() + unknown.size()) + "]";
            OperationCodec.decodeUnknown(where, node)
                    .ifPresentOrElse(unknown::add, () -> operations.add(OperationCodec.decode(where, node)));
        }
        return new AgentDocument(header(top), entries, List.of(), operations, unknown, provisionedAt, top.rest());
    }

    /** Returns whose document it is and where it is kept, as messages begin. */
    public static String place(AgentId agent, StoreSession store) {
        return "agent " + agent + ": " + store.place(agent);
    }

    /** Writes a document. */
    public static DocumentNode.Fields encode(AgentDocument document) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("credential_store", encode(document.header()));
        members.put("credentials", new DocumentNode.Elements(credentials(document)));
        document.provisionedAt()
                .ifPresent(instant -> members.put("provisioned_at", new DocumentNode.Text(instant.toString())));
        List<DocumentNode> operations = new ArrayList<>();
        document.operations().forEach(operation -> operations.add(OperationCodec.encode(operation)));
        document.unknownOperations().forEach(operation -> operations.add(operation.record()));
        if (!operations.isEmpty()) {
            members.put("operations", new DocumentNode.Elements(operations));
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

    /** Puts what cannot be understood back to its place, as far as that still is one. */
    private static List<DocumentNode> credentials(AgentDocument document) {
        List<DocumentNode> nodes = new ArrayList<>();
        document.entries().forEach(entry -> nodes.add(StoredCredentialCodec.encode(entry)));
        for (UnreadableCredential entry : document.unreadable()) {
            nodes.add(Math.min(entry.index(), nodes.size()), entry.record());
        }
        return nodes;
    }

    private static List<StoredCredential> entries(
            List<DocumentNode> nodes, BiFunction<Integer, DocumentNode, Optional<StoredCredential>> decoder) {
        List<StoredCredential> entries = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            decoder.apply(i, nodes.get(i)).ifPresent(entries::add);
        }
        return entries;
    }

    private static String where(int index) {
        return "credentials[" + index + "]";
    }

    private static Optional<StoredCredential> readable(
            String place, int index, DocumentNode node, List<UnreadableCredential> unreadable) {
        try {
            return Optional.of(StoredCredentialCodec.decode(where(index), node));
        } catch (CorruptDocumentException e) {
            unreadable.add(UnreadableCredential.of(index, node, place + ": " + e.getMessage()));
            return Optional.empty();
        }
    }
}
