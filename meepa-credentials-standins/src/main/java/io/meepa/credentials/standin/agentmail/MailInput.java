package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A request body's fields, checked. A null is the same as nothing. */
record MailInput(Map<String, Object> fields) {

    /** Provider API notes §1.5: 1 to 256 unreserved characters, no at sign. */
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    /** Provider API notes §6 row 7: nothing is published, so what every mail service takes. */
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    private static final int LONGEST_METADATA = 256;

    static MailInput of(Call call) {
        if (call.body().isBlank()) {
            return new MailInput(Map.of());
        }
        return new MailInput(
                Json.read(call.body()).orElseThrow(() -> MailErrors.invalid("", "Expected a JSON object.")));
    }

    Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof String)) {
            throw MailErrors.invalid(field, "Expected a string.");
        }
        return Optional.ofNullable((String) value);
    }

    Optional<String> clientId() {
        return matching("client_id", CLIENT_ID);
    }

    Optional<String> username() {
        return matching("username", USERNAME);
    }

    Optional<Boolean> paused() {
        return text("status").map(status -> {
            if (!Set.of("active", "paused").contains(status)) {
                throw MailErrors.invalid("status", "Expected active or paused.");
            }
            return status.equals("paused");
        });
    }

    Optional<Instant> instant(String field) {
        return text(field).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw MailErrors.invalid(field, "Expected a date and time.");
            }
        });
    }

    /** An update names at least one thing; metadata is merged, a null clears all of it, or one key. */
    Map<String, Object> mergedInto(Map<String, Object> before) {
        if (!fields.containsKey("metadata")) {
            return before;
        }
        if (!(fields.get("metadata") instanceof Map<?, ?> changes)) {
            return metadata();
        }
        if (changes.isEmpty()) {
            throw MailErrors.invalid("metadata", "Expected at least one key; null clears.");
        }
        Map<String, Object> merged = new LinkedHashMap<>(before);
        Json.object(changes).forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                requireMetadata(key, value);
                merged.put(key, value);
            }
        });
        return merged;
    }

    void requireOneOf(String... names) {
        for (String name : names) {
            if (fields.containsKey(name)) {
                return;
            }
        }
        throw MailErrors.invalid("", "Expected at least one of " + String.join(", ", names) + ".");
    }

    Map<String, Object> metadata() {
        Object value = fields.get("metadata");
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map) || map.size() > LONGEST_METADATA) {
            throw MailErrors.invalid("metadata", "Expected an object of at most 256 keys.");
        }
        Map<String, Object> metadata = Json.object(map);
        metadata.forEach(MailInput::requireMetadata);
        return metadata;
    }

    Optional<Map<String, Object>> permissions() {
        Object value = fields.get("permissions");
        return value == null ? Optional.empty() : MailPermissions.read(value);
    }

    private Optional<String> matching(String field, Pattern form) {
        return text(field).map(text -> {
            if (!form.matcher(text).matches()) {
                throw MailErrors.invalid(field, "Does not match " + form + ".");
            }
            return text;
        });
    }

    private static void requireMetadata(String key, Object value) {
        boolean scalar = value instanceof Number || value instanceof Boolean || value instanceof String;
        boolean fits = !(value instanceof String text) || text.length() <= LONGEST_METADATA;
        if (key.length() > LONGEST_METADATA || !scalar || !fits) {
            throw MailErrors.invalid("metadata." + key, "Expected a short string, a number or a boolean.");
        }
    }
}
