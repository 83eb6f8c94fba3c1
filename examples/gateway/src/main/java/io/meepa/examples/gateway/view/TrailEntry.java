package io.meepa.examples.gateway.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.model.CredentialKey;
import java.util.List;
import java.util.Set;

/**
 * One record of the audit trail, as it is listed.
 *
 * @param number its number
 * @param at when
 * @param agent whose credentials
 * @param kind what happened
 * @param phase whether it began or how it ended
 * @param subject of what
 * @param detail more; may be empty
 */
public record TrailEntry(
        long number, String at, String agent, String kind, String phase, String subject, String detail) {

    private static final Set<String> USES = Set.of("REVEAL", "INJECT");
    private static final Set<String> MAKES = Set.of("ADD", "CONNECT", "SIGNUP_COMPLETE", "FULFIL", "PROVISION");

    static TrailEntry of(JsonNode line) {
        return new TrailEntry(
                line.path("n").asLong(),
                line.path("at").asText(),
                line.path("agent").asText(),
                line.path("kind").asText(),
                line.path("phase").asText(),
                line.path("subject").asText(),
                line.path("detail").asText());
    }

    boolean concerns(CredentialKey key) {
        String whole = key.toString();
        String unnamed = CredentialKey.of(key.category(), key.service()).toString();
        return List.of(whole, unnamed).contains(subject);
    }

    /** What was known of a credential at this address before is another's. */
    boolean endsOf(CredentialKey key) {
        return phase.equals("SUCCEEDED") && (kind.equals("DEPROVISION") || (kind.equals("REMOVE") && concerns(key)));
    }

    boolean uses() {
        return phase.equals("SUCCEEDED") && USES.contains(kind);
    }

    boolean makes() {
        return phase.equals("SUCCEEDED") && MAKES.contains(kind);
    }

    /**
     * Puts the record into an object.
     *
     * @param view the object
     * @return the object
     */
    public ObjectNode into(ObjectNode view) {
        return view.put("number", number)
                .put("at", at)
                .put("agent", agent)
                .put("kind", kind)
                .put("phase", phase)
                .put("subject", subject)
                .put("detail", detail);
    }
}
