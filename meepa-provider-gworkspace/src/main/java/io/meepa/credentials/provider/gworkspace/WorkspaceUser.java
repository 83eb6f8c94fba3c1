package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderIndeterminateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** A user as the directory shows it. */
record WorkspaceUser(
        String id,
        String address,
        List<String> tags,
        boolean suspended,
        String orgUnit,
        Optional<Instant> createdAt,
        Optional<String> customer) {

    static WorkspaceUser of(JsonNode json) {
        String id = json.path("id").asText("");
        String address = json.path("primaryEmail").asText("");
        if (id.isEmpty() || address.isEmpty()) {
            throw new ProviderIndeterminateException("Google Workspace answered with a user without id or address");
        }
        boolean suspended =
                json.path("suspended").asBoolean() || json.path("archived").asBoolean();
        return new WorkspaceUser(
                id,
                address,
                Marker.read(json),
                suspended,
                json.path("orgUnitPath").asText("/"),
                time(json.path("creationTime").asText("")),
                Optional.of(json.path("customerId").asText("")).filter(text -> !text.isEmpty()));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean bears(String tag) {
        return tags.contains(tag);
    }

    /** A user is also found by its aliases, and by an id whatever its address is by now. */
    boolean isAt(String otherAddress) {
        return address.equalsIgnoreCase(otherAddress);
    }
}
