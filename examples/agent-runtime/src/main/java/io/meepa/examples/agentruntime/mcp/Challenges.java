package io.meepa.examples.agentruntime.mcp;

import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import java.util.function.Consumer;

/** What both generations of the SDK's clients do when a server challenges them. */
final class Challenges {

    static final int MOST_RETRIES = 3;

    private Challenges() {}

    /** Returns whether there is a token to try again with; what else came of it is reported. */
    static boolean answered(McpAuthorization access, McpChallenge challenge, Consumer<McpAccess> reported) {
        McpAccess outcome = access.challenged(challenge);
        if (outcome instanceof McpAccess.Authorized) {
            return true;
        }
        reported.accept(outcome);
        return false;
    }
}
