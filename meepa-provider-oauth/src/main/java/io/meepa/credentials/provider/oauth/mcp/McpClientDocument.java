package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.provider.oauth.protocol.registration.ClientDescription;
import java.net.URI;
import java.util.List;

/**
 * The document by which authorization servers know the app without a registration (client id metadata document). The host
 * serves {@link #json} at {@code id}, as {@code application/json} and without a redirect, and names that address in its
 * configuration.
 *
 * @param id where the document stands, https; it is the app's id
 * @param name what people read when they sign in
 * @param redirectUris where browsers come back: those of the configuration
 */
public record McpClientDocument(URI id, String name, List<URI> redirectUris) {

    /**
     * Copies the addresses.
     *
     * @throws IllegalArgumentException if the id has no path or is not https, or there is no address to come back to
     */
    public McpClientDocument {
        redirectUris = List.copyOf(redirectUris);
        if (!"https".equals(id.getScheme()) || id.getRawPath().length() < 2 || id.getRawFragment() != null) {
            throw new IllegalArgumentException("the id must be an https address with a path");
        }
        if (redirectUris.isEmpty()) {
            throw new IllegalArgumentException("the document needs an address to come back to");
        }
    }

    /**
     * Returns the document.
     *
     * @return a JSON object; it holds no secret
     */
    public String json() {
        return new ClientDescription(name, redirectUris, "none").document(id);
    }
}
