package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A user request's fields, checked (provider API notes §3.1). Unknown and read-only fields are passed over. */
record GoogleInput(Map<String, Object> fields) {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_EXTERNAL_IDS = 2048;
    private static final String PASSWORD = "\\p{ASCII}{8,100}";
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "crypt");
    private static final Set<String> TEXTS = Set.of("primaryEmail", "orgUnitPath", "recoveryEmail", "recoveryPhone");
    private static final Set<String> FLAGS = Set.of("suspended", "archived", "changePasswordAtNextLogin");

    static GoogleInput of(Call call) {
        return new GoogleInput(
                Json.read(call.body()).orElseThrow(() -> GoogleErrors.refused(400, "parseError", "Parse Error")));
    }

    /** Returns what may be changed, in the form in which it is kept. */
    Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>();
        TEXTS.forEach(name -> text(name).ifPresent(value -> changes.put(name, value)));
        FLAGS.forEach(name -> flag(name).ifPresent(value -> changes.put(name, value)));
        address().ifPresent(email -> changes.put("primaryEmail", email));
        name().ifPresent(name -> changes.put("name", name));
        externalIds().ifPresent(ids -> changes.put("externalIds", ids));
        return changes;
    }

    Optional<Secret> password() {
        boolean hashed = text("hashFunction").map(this::knownHash).isPresent();
        return text("password").map(password -> {
            if (!hashed && !password.matches(PASSWORD)) {
                throw GoogleErrors.refused(400, "invalid", "Invalid Password");
            }
            return Secret.of(password);
        });
    }

    Optional<String> address() {
        return text("primaryEmail").map(email -> {
            if (!email.matches("[A-Za-z0-9._'-]{1,64}@[A-Za-z0-9.-]+")) {
                throw GoogleErrors.invalid("primary_user_email");
            }
            return email.toLowerCase(Locale.ROOT);
        });
    }

    void requireComplete() {
        if (address().isEmpty() || name().isEmpty() || password().isEmpty()) {
            throw GoogleErrors.refused(400, "required", "Missing required field: primaryEmail, name or password");
        }
    }

    Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof String)) {
            throw GoogleErrors.invalid(field);
        }
        return Optional.ofNullable((String) value);
    }

    private Optional<Boolean> flag(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof Boolean)) {
            throw GoogleErrors.invalid(field);
        }
        return Optional.ofNullable((Boolean) value);
    }

    private Optional<Map<String, Object>> name() {
        Object value = fields.get("name");
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> parts)) {
            throw GoogleErrors.invalid("name");
        }
        String given = part(parts, "givenName");
        String family = part(parts, "familyName");
        return Optional.of(Map.of("givenName", given, "familyName", family, "fullName", given + " " + family));
    }

    private static String part(Map<?, ?> parts, String name) {
        if (!(parts.get(name) instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
            throw GoogleErrors.refused(400, "invalid", "Invalid Given/Family Name: " + name);
        }
        return text;
    }

    private Optional<List<?>> externalIds() {
        Object value = fields.get("externalIds");
        if (value == null) {
            return Optional.empty();
        }
        int size = Json.write(Map.of("", value)).getBytes(StandardCharsets.UTF_8).length;
        if (!(value instanceof List<?> ids) || size > LONGEST_EXTERNAL_IDS) {
            throw GoogleErrors.invalid("external_ids");
        }
        return Optional.of(ids);
    }

    private String knownHash(String name) {
        if (!HASHES.contains(name)) {
            throw GoogleErrors.invalid("hashFunction");
        }
        return name;
    }
}
