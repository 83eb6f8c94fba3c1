package io.meepa.credentials.provider.gworkspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.ProviderIndeterminateException;
import java.util.List;

/** A user as the directory shows it. */
record WorkspaceUser(String id, String address, List<String> tags, boolean suspended, String orgUnit) {

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
                json.path("orgUnitPath").asText("/"));
    }

    boolean bears(String tag) {
        return tags.contains(tag);
    }

    /** A user is also found by its aliases, and by an id whatever its address is by now. */
    boolean isAt(String otherAddress) {
        return address.equalsIgnoreCase(otherAddress);
    }
}
