package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.store.DocumentNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Maps one operation. All that could inform an outsider stands below {@code details}, which stores encrypt. */
final class OperationCodec {

    /** What this version acts on. */
    private static final PendingOperation.Kind[] KINDS =
            EnumSet.complementOf(EnumSet.of(PendingOperation.Kind.UNKNOWN)).toArray(new PendingOperation.Kind[0]);

    private OperationCodec() {}

    /** Returns an operation of a kind or state that only a newer version knows, or empty if this version knows both. */
    static Optional<UnknownOperation> decodeUnknown(String where, DocumentNode node) {
        FieldReader record = FieldReader.of(where, node);
        String kind = record.text("kind");
        String state = record.optionalText("state").orElse("");
        boolean unknownKind = isUnknown(kind, KINDS, PendingOperation.Kind::wireName);
        if (!unknownKind && !isUnknown(state, Operation.State.values(), Operation.State::wireName)) {
            return Optional.empty();
        }
        String category = record.optionalText("category").orElse("");
        String service = record.optionalText("service").orElse("");
        if (category.isEmpty() || service.isEmpty() || state.isEmpty()) {
            // Nobody can say which slot is to be left alone.
            throw new CorruptDocumentException(
                    where + (unknownKind ? ".kind" : ".state") + " is unknown: a newer version may have written it");
        }
        return Optional.of(new UnknownOperation(
                record.text("id"), kind, state, Category.of(category), service, since(record), node));
    }

    private static Instant since(FieldReader record) {
        try {
            return record.fields("details")
                    .flatMap(details -> details.optionalText("since"))
                    .map(Instant::parse)
                    .orElse(Instant.EPOCH);
        } catch (CorruptDocumentException | DateTimeException e) {
            return Instant.EPOCH; // A newer version may write it in another form.
        }
    }

    private static <E extends Enum<E>> boolean isUnknown(String name, E[] all, Function<E, String> wireName) {
        return Arrays.stream(all).map(wireName).noneMatch(name::equals);
    }

    static Operation decode(String where, DocumentNode node) {
        FieldReader record = FieldReader.of(where, node);
        FieldReader details = record.fields("details")
                .orElseThrow(() -> new CorruptDocumentException(where + " lacks the field details"));
        try {
            return operation(where, record, details);
        } catch (IllegalArgumentException e) {
            // The model's messages name keys and rules, never values.
            throw new CorruptDocumentException(where + ": " + e.getMessage());
        }
    }

    private static Operation operation(String where, FieldReader record, FieldReader details) {
        return new Operation(
                record.text("id"),
                constant(where + ".kind", record.text("kind"), KINDS, PendingOperation.Kind::wireName),
                constant(where + ".state", record.text("state"), Operation.State.values(), Operation.State::wireName),
                Category.of(record.text("category")),
                record.text("service"),
                details(details),
                record.rest());
    }

    static DocumentNode encode(Operation operation) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("id", text(operation.id()));
        members.put("kind", text(operation.kind().wireName()));
        members.put("state", text(operation.state().wireName()));
        members.put("category", text(operation.category().name()));
        members.put("service", text(operation.service()));
        members.put("details", encode(operation.details()));
        operation.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    private static Operation.Details details(FieldReader details) {
        Instant since = instant(details.where() + ".since", details.text("since"));
        Map<String, DocumentNode> metadataExtras = new LinkedHashMap<>();
        return new Operation.Details(
                new Tag(details.text("tag")),
                since,
                resources(details),
                secrets(details),
                StoredCredentialCodec.items(
                        details.where(), details.elements("items"), Set.of(), new LinkedHashMap<>()),
                details.fields("metadata")
                        .map(fields -> MetadataCodec.decode(fields.rest(), metadataExtras))
                        .orElse(Metadata.empty()),
                metadataExtras,
                details.text("name"),
                details.fields("attempts").map(AttemptsCodec::decode).orElseGet(() -> Attempts.none(since)),
                details.rest());
    }

    private static DocumentNode encode(Operation.Details details) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("tag", text(details.tag().text()));
        members.put("since", text(details.since().toString()));
        members.put("name", text(details.name()));
        members.put(
                "resources",
                new DocumentNode.Elements(
                        details.resources().stream().map(OperationCodec::encode).toList()));
        Map<String, DocumentNode> secrets = new LinkedHashMap<>();
        details.secrets().forEach((name, secret) -> secrets.put(name, new DocumentNode.Hidden(secret)));
        members.put("secrets", new DocumentNode.Fields(secrets));
        members.put("items", StoredCredentialCodec.items(details.items(), Map.of()));
        members.put(
                "metadata",
                new DocumentNode.Fields(MetadataCodec.encode(details.metadata(), details.metadataExtras())));
        if (!details.attempts().equals(Attempts.none(details.since()))) {
            members.put("attempts", AttemptsCodec.encode(details.attempts()));
        }
        details.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode encode(UpstreamResource resource) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("kind", text(resource.kind()));
        members.put("id", text(resource.id()));
        return new DocumentNode.Fields(members);
    }

    private static List<UpstreamResource> resources(FieldReader details) {
        List<UpstreamResource> resources = new ArrayList<>();
        for (DocumentNode node : details.elements("resources")) {
            FieldReader resource = FieldReader.of(details.where() + ".resources[" + resources.size() + "]", node);
            resources.add(new UpstreamResource(resource.text("kind"), resource.text("id")));
        }
        return resources;
    }

    private static Map<String, Secret> secrets(FieldReader details) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        details.fields("secrets")
                .ifPresent(fields ->
                        fields.rest().forEach((name, node) -> secrets.put(name, fields.asSecret(name, node))));
        return secrets;
    }

    private static <E extends Enum<E>> E constant(String where, String name, E[] all, Function<E, String> wireName) {
        return Arrays.stream(all)
                .filter(constant -> wireName.apply(constant).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new CorruptDocumentException(where + " is unknown: a newer version may have written it"));
    }

    static Instant instant(String where, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CorruptDocumentException(where + " is no time in ISO-8601 form");
        }
    }

    private static DocumentNode.Text text(String value) {
        return new DocumentNode.Text(value);
    }
}
