package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The 52 permission flags of the vendor's SDK 2.0.18, and who may hand on which (provider API notes §1.4). */
final class MailPermissions {

    /** What no key has unless it was granted by name, a key without permissions included. */
    private static final Set<String> OPT_IN = Set.of("agent_armor_release", "app_connect", "app_share_owner");

    private static final Set<String> FLAGS = flags();

    private MailPermissions() {}

    /** Reads the flags of a new key: unknown flags and values that are none are refused. */
    static Optional<Map<String, Object>> read(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw MailErrors.invalid("permissions", "Expected an object.");
        }
        Map<String, Object> flags = Json.object(map);
        flags.forEach((flag, allowed) -> {
            if (!FLAGS.contains(flag)) {
                throw MailErrors.invalid("permissions." + flag, "Unrecognized key.");
            }
            if (!(allowed instanceof Boolean)) {
                throw MailErrors.invalid("permissions." + flag, "Expected a boolean.");
            }
        });
        return Optional.of(flags);
    }

    /** Returns whether a key that names no permissions has this one. */
    static boolean everyKeyHas(String flag) {
        return !OPT_IN.contains(flag);
    }

    /** A key cannot hand on more than it has. */
    static void requireNoEscalation(MailKey parent, Optional<Map<String, Object>> child) {
        if (parent.permissions().isEmpty()) {
            return;
        }
        Map<String, Object> flags = child.orElseThrow(() -> MailErrors.refused(
                403, "unrestricted_key_required", "Only an unrestricted key can create an unrestricted key."));
        flags.forEach((flag, allowed) -> {
            if (Boolean.TRUE.equals(allowed) && !parent.may(flag)) {
                throw MailErrors.refused(403, "permission_escalation", "The creating key lacks " + flag + ".");
            }
        });
    }

    private static Set<String> flags() {
        Set<String> flags = new LinkedHashSet<>();
        add(flags, "inbox", "read", "create", "update", "delete");
        add(flags, "message", "read", "reply", "send", "update", "delete");
        add(flags, "draft", "read", "create", "update", "delete", "send");
        add(flags, "webhook", "read", "create", "update", "delete");
        add(flags, "domain", "read", "create", "update", "delete");
        add(flags, "list_entry", "read", "create", "delete");
        add(flags, "api_key", "read", "create", "update", "delete");
        add(flags, "pod", "read", "create", "update", "delete");
        add(flags, "calendar", "read", "update", "event_read", "event_create", "event_update", "event_delete");
        add(flags, "file", "read", "create", "update", "delete");
        add(flags, "label", "spam_read", "blocked_read", "unauthenticated_read", "trash_read");
        flags.add("metrics_read");
        flags.addAll(OPT_IN);
        flags.add("account_update");
        return Set.copyOf(flags);
    }

    private static void add(Set<String> flags, String subject, String... verbs) {
        List<String> named = new ArrayList<>();
        for (String verb : verbs) {
            named.add(subject + "_" + verb);
        }
        flags.addAll(named);
    }
}
