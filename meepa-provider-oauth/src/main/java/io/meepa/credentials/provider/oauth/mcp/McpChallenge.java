package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.model.Secret;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A request that an MCP server refused. Immutable. Printing shows the status. */
public final class McpChallenge {

    private final int status;
    private final String wwwAuthenticate;
    private final Optional<String> nonce;
    private final Optional<Secret> sent;

    private McpChallenge(int status, String wwwAuthenticate, Optional<String> nonce, Optional<Secret> sent) {
        this.status = status;
        this.wwwAuthenticate = wwwAuthenticate;
        this.nonce = nonce;
        this.sent = sent;
    }

    /**
     * Reads a refusal.
     *
     * @param status the response's status
     * @param response the response's headers
     * @param request the refused request's headers
     * @return the challenge
     */
    public static McpChallenge of(int status, HttpHeaders response, HttpHeaders request) {
        return new McpChallenge(
                status,
                String.join(", ", response.allValues("WWW-Authenticate")),
                response.firstValue("DPoP-Nonce").filter(text -> text.matches("[!#-\\[\\]-~]{1,512}")),
                request.firstValue("Authorization").map(Secret::of));
    }

    /**
     * Reads a refusal.
     *
     * @param response the response
     * @return the challenge
     */
    public static McpChallenge of(HttpResponse<?> response) {
        return of(response.statusCode(), response.headers(), response.request().headers());
    }

    /**
     * Returns whether a status is one that asks for another token.
     *
     * @param status the response's status
     * @return whether it is 401 or 403
     */
    public static boolean is(int status) {
        return status == 401 || status == 403;
    }

    int status() {
        return status;
    }

    String wwwAuthenticate() {
        return wwwAuthenticate;
    }

    Optional<String> nonce() {
        return nonce;
    }

    /** What the refused request carried. */
    Optional<String> authorization() {
        return sent.map(Secret::reveal);
    }

    @Override
    public String toString() {
        return "McpChallenge[" + status + "]";
    }
}
