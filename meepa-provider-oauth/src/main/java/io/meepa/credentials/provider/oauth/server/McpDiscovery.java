package io.meepa.credentials.provider.oauth.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.jose.Json;
import io.meepa.credentials.provider.oauth.protocol.resource.Challenge;
import io.meepa.credentials.provider.oauth.protocol.resource.ProtectedResource;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerReader;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.provider.oauth.service.HttpExchange;
import io.meepa.credentials.provider.oauth.service.ServerDiscovery;
import io.meepa.credentials.provider.support.DiscoveredDocuments;
import io.meepa.credentials.spi.call.CallGuard;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds out where people sign in for an MCP server: from its challenge to its authorization server's metadata. */
final class McpDiscovery {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"ping\"}";

    private final DiscoveredDocuments documents;
    private final ServerDiscovery metadata;
    private final HttpExchange http;
    private final Function<String, Optional<URI>> addresses;

    McpDiscovery(
            DiscoveredDocuments documents,
            ServerDiscovery metadata,
            HttpExchange http,
            Function<String, Optional<URI>> addresses) {
        this.documents = documents;
        this.metadata = metadata;
        this.http = http;
        this.addresses = addresses;
    }

    /** Finds out all that a sign-in needs. A server that sent no challenge is asked for its challenge first. */
    Discovered of(McpServer server, String header, CallGuard guard) {
        Challenge challenge = Challenge.read(header.isEmpty() ? asked(server, guard) : header);
        ProtectedResource resource = resource(server, challenge, guard);
        String issuer = issuer(server, resource);
        ServerMetadata found = server.rules().undescribed() ? undescribed(issuer, guard) : metadata.of(issuer, guard);
        if (!found.supportsPkce() && !server.rules().withoutPerson()) {
            throw new ProviderRejectedException(server.name() + ": its authorization server " + found.issuer()
                    + " does not offer S256, without which no sign-in is begun");
        }
        return new Discovered(challenge, resource, found);
    }

    /** Returns whether a server still names the authorization server that gave its tokens. */
    boolean stillNames(McpServer server, String issuer, CallGuard guard) {
        return resource(server, Challenge.none(), guard).issuers().contains(issuer);
    }

    private static String issuer(McpServer server, ProtectedResource resource) {
        if (server.issuer().isEmpty()) {
            return resource.issuers().get(0);
        }
        return server.issuer()
                .filter(resource.issuers()::contains)
                .orElseThrow(() -> new ProviderRejectedException(server.name()
                        + ": the server no longer names the issuer of the configuration: check who runs it"));
    }

    private ProtectedResource resource(McpServer server, Challenge challenge, CallGuard guard) {
        Optional<JsonNode> document =
                documents.firstOf("read the server's description", described(server, challenge), guard);
        if (document.isPresent()) {
            return read(server, document.get());
        }
        if (server.rules().undescribed()) {
            URI address = server.address();
            String own = address.getScheme() + "://" + address.getRawAuthority();
            return new ProtectedResource(address.toString(), List.of(own), Set.of(), false);
        }
        throw new ProviderRejectedException(server.name() + " does not say who gives tokens for it");
    }

    /** The addresses of the revision of March 2025, where the server's host publishes none. */
    private ServerMetadata undescribed(String origin, CallGuard guard) {
        return metadata.find(origin, guard).orElseGet(() -> {
            String usual = Json.object(Map.of(
                    "issuer", origin,
                    "authorization_endpoint", origin + "/authorize",
                    "token_endpoint", origin + "/token",
                    "registration_endpoint", origin + "/register",
                    "code_challenge_methods_supported", List.of("S256")));
            try (AnswerNode tree = AnswerReader.strict()
                    .readJson(usual.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow()) {
                return ServerMetadata.read(tree, origin, addresses);
            }
        });
    }

    private List<URI> described(McpServer server, Challenge challenge) {
        return challenge
                .resourceMetadata()
                .map(text -> List.of(addresses
                        .apply(text)
                        .orElseThrow(() -> new ProviderRejectedException(server.name()
                                + " describes itself at an address that is no acceptable https address"))))
                .orElseGet(() -> ProtectedResource.addresses(server.address()));
    }

    private static ProtectedResource read(McpServer server, JsonNode document) {
        try (AnswerNode tree = AnswerReader.strict()
                .readJson(document.toString().getBytes(StandardCharsets.UTF_8))
                .orElseGet(AnswerNode::absent)) {
            return ProtectedResource.read(tree, server.address());
        } catch (IllegalArgumentException e) {
            throw new ProviderRejectedException(server.name() + ": " + e.getMessage());
        }
    }

    /** A server that cannot be asked may still be described at the usual places. */
    private String asked(McpServer server, CallGuard guard) {
        WireRequest ping = WireRequest.of("POST", server.address(), "ask the server who gives tokens for it")
                .header("Accept", "application/json, text/event-stream")
                .json(Secret.of(PING));
        try (ping;
                WireAnswer answer = http.guarded(guard).send(ping)) {
            return answer.status() == 401 ? answer.header("WWW-Authenticate").orElse("") : "";
        } catch (ProviderRejectedException e) {
            throw e;
        } catch (ProviderException e) {
            return "";
        }
    }
}
