package io.meepa.credentials.provider.oauth.mcp;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.resource.ResourceIdentifier;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What requests with one token carry: at the server that the token is for, and nowhere else. */
final class McpHeaders {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String resource;
    private final Secret token;
    private final Optional<DpopKey> key;
    private final Supplier<Optional<String>> nonce;
    private final Clock clock;

    McpHeaders(String resource, Secret token, Optional<DpopKey> key, Supplier<Optional<String>> nonce, Clock clock) {
        this.resource = resource;
        this.token = token;
        this.key = key;
        this.nonce = nonce;
        this.clock = clock;
    }

    Map<String, String> of(String method, URI address) {
        if (!ResourceIdentifier.covers(resource, address)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", (key.isPresent() ? "DPoP " : "Bearer ") + token.reveal());
        key.ifPresent(own -> headers.put(
                "DPoP",
                own.proof(
                        new DpopKey.Target(method, address),
                        Optional.of(token),
                        nonce.get(),
                        clock.instant(),
                        RANDOM)));
        return headers;
    }

    boolean carries(String authorization) {
        int blank = authorization.indexOf(' ');
        return blank > 0 && token.reveal().equals(authorization.substring(blank + 1));
    }

    boolean bound() {
        return key.isPresent();
    }

    Secret token() {
        return token;
    }
}
