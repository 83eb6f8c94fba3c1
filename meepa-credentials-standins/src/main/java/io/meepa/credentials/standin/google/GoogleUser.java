package io.meepa.credentials.standin.google;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user: the id never changes, everything else may (provider API notes §3.1). */
record GoogleUser(
        String id,
        Map<String, Object> fields,
        Optional<Secret> password,
        List<String> aliases,
        boolean admin,
        Instant createdAt,
        Optional<Instant> deletedAt,
        int version) {

    GoogleUser {
        fields = Map.copyOf(fields);
        aliases = List.copyOf(aliases);
    }

    String email() {
        return (String) fields.getOrDefault("primaryEmail", "");
    }

    boolean live() {
        return deletedAt.isEmpty();
    }

    boolean suspended() {
        return Boolean.TRUE.equals(fields.get("suspended"));
    }

    /** Its id, its address and its aliases all name a user. */
    boolean named(String userKey) {
        return id.equals(userKey) || email().equals(userKey) || aliases.contains(userKey);
    }

    boolean occupies(String address) {
        return live() && (email().equals(address) || aliases.contains(address));
    }

    GoogleUser with(Map<String, Object> changes, Optional<Secret> newPassword, List<String> newAliases) {
        Map<String, Object> merged = new LinkedHashMap<>(fields);
        merged.putAll(changes);
        return new GoogleUser(
                id, merged, newPassword.or(() -> password), newAliases, admin, createdAt, deletedAt, version + 1);
    }

    GoogleUser deleted(Optional<Instant> at) {
        return new GoogleUser(id, fields, password, aliases, admin, createdAt, at, version + 1);
    }

    GoogleUser promoted(boolean toAdmin) {
        return new GoogleUser(id, fields, password, aliases, toAdmin, createdAt, deletedAt, version + 1);
    }

    /** The password is never part of it. */
    Map<String, Object> view(String customer) {
        Map<String, Object> view = new LinkedHashMap<>(fields);
        view.put("kind", "admin#directory#user");
        view.put("id", id);
        view.put("etag", "\"" + id + "/" + version + "\"");
        view.put("isAdmin", admin);
        view.put("isDelegatedAdmin", false);
        view.put("agreedToTerms", false);
        view.put("customerId", customer);
        view.put("creationTime", createdAt.toString());
        view.put("isMailboxSetup", true);
        view.putIfAbsent("suspended", false);
        view.putIfAbsent("archived", false);
        view.putIfAbsent("changePasswordAtNextLogin", false);
        view.putIfAbsent("orgUnitPath", "/");
        if (suspended()) {
            view.put("suspensionReason", "ADMIN");
        }
        if (!aliases.isEmpty()) {
            view.put("aliases", aliases);
        }
        deletedAt.ifPresent(at -> view.put("deletionTime", at.toString()));
        return view;
    }
}
