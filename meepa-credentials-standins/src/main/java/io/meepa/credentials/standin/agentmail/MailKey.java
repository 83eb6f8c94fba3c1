package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bearer key. Without permissions it may do everything within its scope (provider API notes §1.4). */
record MailKey(
        String id,
        String name,
        Secret value,
        MailScope scope,
        Optional<Map<String, Object>> permissions,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> usedAt) {

    private static final int PREFIX = 12;

    MailKey used(Instant at) {
        return new MailKey(id, name, value, scope, permissions, createdAt, updatedAt, expiresAt, Optional.of(at));
    }

    /** Name and permissions can be changed; value, scope and expiry cannot. */
    MailKey changed(Optional<String> newName, Optional<Map<String, Object>> flags, Instant at) {
        return new MailKey(
                id, newName.orElse(name), value, scope, flags.or(() -> permissions), createdAt, at, expiresAt, usedAt);
    }

    MailKey expiring(Instant at) {
        return new MailKey(id, name, value, scope, permissions, createdAt, updatedAt, Optional.of(at), usedAt);
    }

    boolean expired(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }

    boolean may(String permission) {
        return permissions
                .map(flags -> Boolean.TRUE.equals(flags.get(permission)))
                .orElseGet(() -> MailPermissions.everyKeyHas(permission));
    }

    /** What listings show: never the key. */
    Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("api_key_id", id);
        item.put("prefix", value.reveal().substring(0, PREFIX));
        item.put("name", name);
        item.put("type", "bearer");
        scope.pod().ifPresent(pod -> item.put("pod_id", pod));
        scope.inbox().ifPresent(inbox -> item.put("inbox_id", inbox));
        permissions.ifPresent(flags -> item.put("permissions", flags));
        usedAt.ifPresent(at -> item.put("used_at", at.toString()));
        expiresAt.ifPresent(at -> item.put("expires_at", at.toString()));
        item.put("created_at", createdAt.toString());
        item.put("updated_at", updatedAt.toString());
        return item;
    }

    /** What creating shows, this once. */
    Map<String, Object> created() {
        Map<String, Object> created = item();
        created.remove("type");
        created.remove("updated_at");
        created.put("api_key", value.reveal());
        return created;
    }
}
