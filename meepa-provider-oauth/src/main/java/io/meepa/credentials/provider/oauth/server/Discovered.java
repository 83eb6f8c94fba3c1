package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.resource.Challenge;
import io.meepa.credentials.provider.oauth.protocol.resource.ProtectedResource;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What was found out about an MCP server.
 *
 * @param challenge what it asked for
 * @param resource what it says about itself
 * @param metadata what its authorization server says about itself
 */
record Discovered(Challenge challenge, ProtectedResource resource, ServerMetadata metadata) {

    private static final String OFFLINE = "offline_access";

    /** Returns what to ask for: what was asked before, what the challenge names, else all that the resource knows. */
    Set<String> scopes(McpServer server, Set<String> further) {
        Set<String> all = new LinkedHashSet<>(server.scopes());
        if (all.isEmpty()) {
            all.addAll(challenge.scopes().isEmpty() ? resource.scopes() : challenge.scopes());
        } else {
            all.addAll(challenge.scopes());
        }
        all.addAll(further);
        all.remove(OFFLINE);
        if (metadata.list("scopes_supported").contains(OFFLINE)) {
            all.add(OFFLINE);
        }
        return all;
    }

    /** Returns whether tokens are bound to a key. */
    boolean bound(McpServer server) {
        boolean can = metadata.list("dpop_signing_alg_values_supported").contains("ES256");
        return resource.boundTokens() || (server.rules().bound() && can);
    }
}
