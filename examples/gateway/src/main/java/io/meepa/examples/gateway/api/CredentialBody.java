package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A credential as the gateway's API takes it: category, service, name, origin, and items of key, value and item_type. */
final class CredentialBody {

    private static final Set<String> KNOWN = Set.of("category", "service", "name", "origin", "items");
    private static final Set<String> KNOWN_OF_ITEM = Set.of("key", "value", "item_type");
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 64 << 10;

    /** What is said of a text that is not kept. */
    static final String UNKEPT = "has half a character (an unpaired surrogate) or NUL";

    private final ObjectNode body;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private CredentialBody(ObjectNode body) {
        this.body = body;
    }

    static AgentCredential read(ObjectNode body) {
        return new CredentialBody(body).credential();
    }

    /** Reads the one value of an item. */
    static Secret value(ObjectNode body) {
        CredentialBody read = new CredentialBody(body);
        read.refuseUnknown("", body, Set.of("value"));
        Optional<String> value = read.value(body, "value");
        if (!read.problems.isEmpty() || value.isEmpty()) {
            throw new Refusal(read.problems);
        }
        return Secret.of(value.get());
    }

    /** Returns whether a text comes back as it was sent: half a character has no bytes, and a tool reads no further than NUL. */
    static boolean keeps(String text) {
        return text.codePoints().noneMatch(one -> one == 0 || Character.getType(one) == Character.SURROGATE);
    }

    private AgentCredential credential() {
        refuseUnknown("", body, KNOWN);
        Optional<Category> category = name(body, "category", "category").map(Category::of);
        Optional<String> service = name(body, "service", "service");
        Optional<AgentCredentialBuilder> builder =
                category.flatMap(known -> service.map(name -> AgentCredential.of(known, name)));
        if (body.has("name")) {
            name(body, "name", "name").ifPresent(name -> builder.ifPresent(begun -> begun.name(name)));
        }
        origin().ifPresent(origin -> builder.ifPresent(begun -> begun.origin(origin)));
        items(builder);
        if (!problems.isEmpty() || builder.isEmpty()) {
            throw new Refusal(problems);
        }
        return builder.get().build();
    }

    private Optional<Origin> origin() {
        if (!body.has("origin")) {
            return Optional.empty();
        }
        Optional<Origin> origin = name(body, "origin", "origin").flatMap(Origin::ofWireName);
        if (origin.isEmpty()) {
            problems.putIfAbsent("origin", "must be operator_provided or agent_created");
        }
        return origin;
    }

    private void items(Optional<AgentCredentialBuilder> builder) {
        JsonNode items = body.path("items");
        if (!items.isArray() || items.isEmpty()) {
            problems.put("items", "must be a list of at least one item");
            return;
        }
        Set<String> keys = new TreeSet<>();
        for (int index = 0; index < items.size(); index++) {
            String where = "items[" + index + "]";
            JsonNode item = items.get(index);
            if (!(item instanceof ObjectNode object)) {
                problems.put(where, "must be an object");
                continue;
            }
            refuseUnknown(where + ".", object, KNOWN_OF_ITEM);
            Optional<String> key = name(object, "key", where + ".key");
            Optional<String> value = value(object, where + ".value");
            Optional<String> type = object.has("item_type")
                    ? name(object, "item_type", where + ".item_type")
                    : Optional.of(ItemType.OTHER.name());
            key.filter(name -> !keys.add(name)).ifPresent(name -> problems.put(where + ".key", "is there twice"));
            if (problems.isEmpty() && key.isPresent() && value.isPresent() && type.isPresent()) {
                builder.ifPresent(begun -> begun.item(key.get(), Secret.of(value.get()), ItemType.of(type.get())));
            }
        }
    }

    /** A name stands in clear in listings and in a file: one line, of characters that a file gives back as they are. */
    private Optional<String> name(ObjectNode object, String name, String where) {
        Optional<String> text = text(object, name, where, LONGEST_NAME);
        if (text.isPresent() && text.get().codePoints().anyMatch(CredentialBody::isForbidden)) {
            problems.put(where, "has a control character");
            return Optional.empty();
        }
        return text;
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private Optional<String> value(ObjectNode object, String where) {
        Optional<String> text = text(object, "value", where, LONGEST_VALUE);
        if (text.isPresent() && !keeps(text.get())) {
            problems.put(where, UNKEPT);
            return Optional.empty();
        }
        return text;
    }

    private Optional<String> text(ObjectNode object, String name, String where, int longest) {
        JsonNode node = object.path(name);
        String text = node.asText();
        if (!node.isTextual() || text.isBlank()) {
            problems.put(where, "must be a text");
        } else if (text.length() > longest) {
            problems.put(where, "has more than " + longest + " characters");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    private void refuseUnknown(String prefix, ObjectNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                // The name is the sender's text: cut, so that it cannot fill the answer.
                String shown = name.length() > 40 ? name.substring(0, 40) : name;
                problems.put(prefix + shown, "is not known here");
            }
        });
    }
}
