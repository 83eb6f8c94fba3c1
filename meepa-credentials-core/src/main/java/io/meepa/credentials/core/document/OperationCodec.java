package io.meepa.credentials.core.document;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Maps one operation. All that could inform an outsider stands below {@code details}, which stores encrypt. */
final class OperationCodec {

    /** What this version acts on. */
    private static final PendingOperation.Kind[] KINDS =
            EnumSet.complementOf(EnumSet.of(PendingOperation.Kind.UNKNOWN)).toArray(new PendingOperation.Kind[0]);

    private static final String EVIDENCE = "evidence";

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
                evidence(details),
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
        details.evidence().ifPresent(evidence -> members.put(EVIDENCE, encode(evidence)));
        details.extras().forEach(members::putIfAbsent);
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode encode(Evidence evidence) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        evidence.account().ifPresent(account -> members.put("account", text(account)));
        members.put(
                "looks",
                new DocumentNode.Elements(
                        evidence.looks().stream().map(OperationCodec::encode).toList()));
        return new DocumentNode.Fields(members);
    }

    private static DocumentNode encode(Evidence.Look look) {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        members.put("kind", text(wireName(look.kind())));
        members.put("at", text(look.at().toString()));
        members.put("finding", text(look.finding()));
        return new DocumentNode.Fields(members);
    }

    /** What this version does not understand as a whole stays where it is, as every unknown member does. */
    private static Optional<Evidence> evidence(FieldReader details) {
        DocumentNode node = details.rest().get(EVIDENCE);
        if (node == null) {
            return Optional.empty();
        }
        Optional<Evidence> read = understood(details.where() + "." + EVIDENCE, node);
        read.ifPresent(evidence -> details.rest().remove(EVIDENCE));
        return read;
    }

    private static Optional<Evidence> understood(String where, DocumentNode node) {
        try {
            FieldReader evidence = FieldReader.of(where, node);
            List<Evidence.Look> looks = evidence.elements("looks").stream()
                    .map(look -> look(FieldReader.of(where, look)))
                    .toList();
            Optional<String> account = evidence.optionalText("account");
            requireAllKnown(evidence);
            Evidence read = Evidence.of(looks);
            return Optional.of(account.map(read::onAccount).orElse(read));
        } catch (CorruptDocumentException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Evidence.Look look(FieldReader look) {
        Evidence.Kind kind =
                constant(look.where(), look.text("kind"), Evidence.Kind.values(), OperationCodec::wireName);
        Evidence.Look read = new Evidence.Look(kind, instant(look.where(), look.text("at")), look.text("finding"));
        requireAllKnown(look);
        return read;
    }

    private static void requireAllKnown(FieldReader fields) {
        if (!fields.rest().isEmpty()) {
            throw new CorruptDocumentException(fields.where() + " has members of a newer version");
        }
    }

    private static String wireName(Evidence.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
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
