package io.meepa.credentials.provider.oauth.protocol.resource;

import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a protected server publishes about itself (RFC 9728).
 *
 * @param resource what tokens for it are asked for with, exactly as it was published
 * @param issuers the authorization servers that give tokens for it, exactly as they were published
 * @param scopes the scopes that it knows
 * @param boundTokens whether it takes only tokens that are bound to a key
 */
public record ProtectedResource(String resource, List<String> issuers, Set<String> scopes, boolean boundTokens) {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
    private static final int MOST = 200;

    /** Copies the collections. */
    public ProtectedResource {
        issuers = List.copyOf(issuers);
        scopes = Set.copyOf(scopes);
    }

    /**
     * Returns where a server's description may stand when the server does not say it.
     *
     * @param server the server's address
     * @return with the server's path first, then without
     */
    public static List<URI> addresses(URI server) {
        String origin = server.getScheme() + "://" + server.getRawAuthority();
        String path = server.getRawPath();
        URI root = URI.create(origin + WELL_KNOWN);
        return path.isEmpty() || path.equals("/")
                ? List.of(root)
                : List.of(URI.create(origin + WELL_KNOWN + path), root);
    }

    /**
     * Reads a description.
     *
     * @param document the document; stays the caller's
     * @param server the address of the server that is to be used
     * @return the description
     * @throws IllegalArgumentException if it describes another server, or names none that gives tokens; the message repeats
     *     nothing of it
     */
    public static ProtectedResource read(AnswerNode document, URI server) {
        String resource = document.field("resource").clear();
        if (!ResourceIdentifier.covers(resource, server)) {
            throw new IllegalArgumentException("its description is of another server");
        }
        List<String> issuers =
                texts(document.field("authorization_servers")).stream().toList();
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("its description names no authorization server");
        }
        Set<String> scopes = texts(document.field("scopes_supported"));
        scopes.removeIf(scope -> !scope.matches("[!#-\\[\\]-~]{1,300}"));
        return new ProtectedResource(
                resource,
                issuers,
                scopes,
                document.field("dpop_bound_access_tokens_required").is("true"));
    }

    private static Set<String> texts(AnswerNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.elements().stream()
                .map(AnswerNode::clear)
                .filter(text -> !text.isEmpty())
                .limit(MOST)
                .forEach(texts::add);
        return texts;
    }
}
