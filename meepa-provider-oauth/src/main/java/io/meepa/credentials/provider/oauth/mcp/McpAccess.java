package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Consent;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What came of asking for access to an MCP server. */
public sealed interface McpAccess permits McpAccess.Authorized, McpAccess.ConsentNeeded, McpAccess.Refused {

    /** There is a token. Printing shows none. */
    final class Authorized implements McpAccess {

        private final McpHeaders headers;

        Authorized(McpHeaders headers) {
            this.headers = headers;
        }

        /**
         * Returns what a request has to carry.
         *
         * @param method its method
         * @param address its address
         * @return the headers, which hold the token; none if the address is not the server's
         */
        public Map<String, String> headers(String method, URI address) {
            return headers.of(method, address);
        }

        @Override
        public String toString() {
            return "Authorized[]";
        }
    }

    /**
     * A person has to sign in. Nothing was thrown and nothing is lost: ask for access again afterwards.
     *
     * @param request what to begin the sign-in with
     * @param consent the sign-in with its address, where the person's session was known
     */
    record ConsentNeeded(ConnectRequest request, Optional<Consent> consent) implements McpAccess {

        /**
         * Returns what is asked for.
         *
         * @return the scopes, none where the server is asked for them
         */
        public Set<String> scopes() {
            return request.scopes();
        }
    }

    /**
     * There is no access, and a sign-in does not help.
     *
     * @param reason why, for people; no value
     * @param passing whether it is worth asking again later
     */
    record Refused(String reason, boolean passing) implements McpAccess {}
}
