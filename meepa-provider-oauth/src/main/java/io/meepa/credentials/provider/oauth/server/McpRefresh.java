package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Renews tokens of MCP servers, at the place that gave them. */
final class McpRefresh implements TokenRefresh {

    private static final Set<String> DEFINITIVE = Set.of("invalid_grant", "invalid_client", "unauthorized_client");

    private final Map<String, McpServer> servers;
    private final McpDiscovery discovery;
    private final McpTokens tokens;
    private final Clock clock;

    McpRefresh(Map<String, McpServer> servers, McpDiscovery discovery, McpTokens tokens, Clock clock) {
        this.servers = Map.copyOf(servers);
        this.discovery = discovery;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Servers rotate refresh tokens of public clients (OAuth 2.1, section 4.3.1), and none says for how long it is lenient. */
    @Override
    public Repetition repetition(RefreshRequest request) {
        return ofTheApp(request.source()) ? Repetition.REPEATABLE : Repetition.ONE_TIME.andOnceAtEnd();
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        McpServer server = Optional.ofNullable(servers.get(request.service()))
                .orElseThrow(() -> new ProviderUnsupportedException(
                        request.service() + " is not configured below credentials.connections: configure it to go on"));
        AgentCredential stored = request.source();
        ServerApp app = app(server, stored);
        requireStillNamed(server, app, request);
        McpGrant grant = new McpGrant(server.name(), app, clock.instant());
        Optional<DpopKey> key = stored.item(ItemKeys.BOUND_KEY).map(item -> DpopKey.of(item.value()));
        TokenAnswer answer = ofTheApp(stored)
                ? tokens.tradeForTheApp(server, app, scopes(stored, MetadataKeys.SCOPE_GRANTED), key, request.guard())
                : tokens.trade(server, app, TokenGrant.refresh(refreshToken(server, stored)), key, request.guard());
        if (app.isUnknownBy(answer)) {
            throw app.unknown(server.name());
        }
        if (answer instanceof TokenAnswer.Refused refused
                && DEFINITIVE.contains(refused.error().code())) {
            throw ProviderRejectedException.definitive(server.name() + ": " + app.issuer()
                    + " refuses to renew the token (" + refused.error() + "): sign in again");
        }
        try (TokenSet set = grant.tokens(answer)) {
            Refreshed refreshed = Refreshed.of(McpGrant.items(set)).withMetadata(metadata(stored, set));
            return grant.end(set).map(refreshed::expiringAt).orElse(refreshed);
        }
    }

    private static ServerApp app(McpServer server, AgentCredential stored) {
        return stored.item(ItemKeys.CLIENT)
                .map(item -> ServerApp.read(item.value()))
                .orElseThrow(() -> ProviderRejectedException.definitive(
                        server.name() + ": the connection was not made with this server: sign in again"));
    }

    /** A server that refuses a good token may have moved to another authorization server: nothing is sent to the old one. */
    private void requireStillNamed(McpServer server, ServerApp app, RefreshRequest request) {
        boolean rejected =
                request.source().metadata().text(MetadataKeys.REJECTED_AT).isPresent();
        if (rejected && !discovery.stillNames(server, app.issuer(), request.guard())) {
            throw ProviderRejectedException.definitive(server.name() + ": tokens of " + app.issuer()
                    + " are not taken any more, the server names another: sign in again");
        }
    }

    private static boolean ofTheApp(AgentCredential stored) {
        return stored.metadata().text(MetadataKeys.GRANTED_BY).isPresent();
    }

    private static Secret refreshToken(McpServer server, AgentCredential stored) {
        return stored.item(ItemKeys.REFRESH_TOKEN)
                .map(CredentialItem::value)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ProviderRejectedException.definitive(
                        server.name() + ": there is no refresh token: sign in again"));
    }

    private static Metadata metadata(AgentCredential stored, TokenSet tokens) {
        Optional<Set<String>> now = tokens.scopes().filter(scopes -> !scopes.isEmpty());
        if (now.isEmpty()) {
            return Metadata.empty();
        }
        Set<String> lacking = scopes(stored, MetadataKeys.SCOPE_GRANTED);
        lacking.addAll(scopes(stored, MetadataKeys.SCOPE_MISSING));
        lacking.removeAll(now.get());
        lacking.remove("offline_access");
        Metadata metadata =
                Metadata.empty().with(MetadataKeys.SCOPE_GRANTED, String.join(" ", new TreeSet<>(now.get())));
        return lacking.isEmpty()
                ? metadata
                : metadata.with(MetadataKeys.SCOPE_MISSING, String.join(" ", new TreeSet<>(lacking)));
    }

    private static Set<String> scopes(AgentCredential stored, String name) {
        Set<String> scopes = new LinkedHashSet<>(
                List.of(stored.metadata().text(name).orElse("").split(" ")));
        scopes.remove("");
        return scopes;
    }
}
