package io.meepa.credentials.provider.oauth.protocol.registration;

import io.meepa.credentials.provider.oauth.protocol.jose.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an app says about itself to a server that does not know it (RFC 7591, section 2).
 *
 * @param name what people call it
 * @param redirectUris where browsers come back
 * @param method how it says who it is where tokens are given
 */
public record ClientDescription(String name, List<URI> redirectUris, String method) {

    /** The same of every app that this library registers: people find by it, at a server, what it left there. */
    private static final String SOFTWARE = "5a0c9f6e-6f3b-4c1d-9a57-3f6d6565706a";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /** Copies the addresses. */
    public ClientDescription {
        redirectUris = List.copyOf(redirectUris);
    }

    /**
     * Writes the request of a registration: the same words whenever the same app asks.
     *
     * @return a JSON object
     */
    public String registration() {
        Map<String, Object> all = new LinkedHashMap<>(members());
        all.put("software_id", SOFTWARE);
        return Json.object(all);
    }

    /**
     * Writes the document that stands at the address by which servers know the app.
     *
     * @param id the address
     * @return a JSON object
     */
    public String document(URI id) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("client_id", id.toString());
        all.putAll(members());
        return Json.object(all);
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("client_name", name);
        members.put("redirect_uris", redirectUris);
        members.put("grant_types", List.of("authorization_code", "refresh_token"));
        members.put("response_types", List.of("code"));
        members.put("token_endpoint_auth_method", method);
        members.put("application_type", ownMachine() ? "native" : "web");
        return members;
    }

    private boolean ownMachine() {
        return redirectUris.stream()
                .anyMatch(uri -> "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }
}
