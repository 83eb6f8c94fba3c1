package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.protocol.wire.Addresses;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.provider.oauth.service.HttpExchange;
import io.meepa.credentials.provider.oauth.service.ServerDiscovery;
import io.meepa.credentials.provider.oauth.setting.RedirectUris;
import io.meepa.credentials.provider.support.AddressPolicy;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.provider.support.DiscoveredDocuments;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured MCP servers, opened. Immutable, thread-safe. */
public final class McpServers implements AutoCloseable {

    private final Map<String, McpServer> servers;
    private final DiscoveredDocuments documents;
    private final McpTokens tokens;
    private final ConsentFlow flow;
    private final TokenRefresh refresh;
    private final Clock clock;

    private McpServers(
            Map<String, McpServer> servers,
            DiscoveredDocuments documents,
            McpTokens tokens,
            ConsentFlow flow,
            TokenRefresh refresh,
            Clock clock) {
        this.servers = servers;
        this.documents = documents;
        this.tokens = tokens;
        this.flow = flow;
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * Describes the settings.
     *
     * @return the keys, relative to the provider's section
     */
    public static List<SettingDescription> described() {
        return McpServerReader.described();
    }

    /**
     * Reads the configured servers; opens nothing.
     *
     * @param context the provider's context
     * @param calls how to call
     * @param http what calls go through; stays the caller's
     * @param metadata reads authorization servers' metadata; stays the caller's
     * @return the servers
     */
    public static McpServers open(
            ProviderContext context, CallSettings calls, ApiClient http, ServerDiscovery metadata) {
        AddressPolicy policy = calls.addresses();
        HttpExchange exchange = HttpExchange.over(http, uri -> BaseUrl.discovered(uri.toString(), policy));
        DiscoveredDocuments documents = DiscoveredDocuments.open("the MCP server", context, calls);
        Map<String, McpServer> servers = new McpServerReader(policy.loopback()).read(context.settings());
        McpDiscovery discovery = new McpDiscovery(
                documents, metadata, exchange, policy.loopback() ? Addresses::httpsOrLoopback : Addresses::https);
        McpTokens tokens = new McpTokens(exchange, context.clock(), context.random());
        return new McpServers(
                servers,
                documents,
                tokens,
                new McpConsentFlow(
                        servers,
                        discovery,
                        tokens,
                        RedirectUris.read(context.settings(), policy.loopback()),
                        context.clock()),
                new McpRefresh(servers, discovery, tokens, context.clock()),
                context.clock());
    }

    /**
     * Returns the servers' names.
     *
     * @return the services
     */
    public Set<String> names() {
        return servers.keySet();
    }

    /**
     * Returns how agents are connected.
     *
     * @return the flow
     */
    public ConsentFlow flow() {
        return flow;
    }

    /**
     * Returns how tokens are renewed.
     *
     * @return the refresh
     */
    public TokenRefresh refresh() {
        return refresh;
    }

    /**
     * Takes a connection's tokens back, at the place that gave them.
     *
     * @param request what to take back
     * @return how it ended
     */
    public RevocationResult revoke(RevokeRequest request) {
        McpServer server = servers.get(request.service());
        Optional<ServerApp> app = request.credential()
                .flatMap(kept -> kept.item(ItemKeys.CLIENT))
                .map(item -> ServerApp.read(item.value()));
        if (server == null || app.isEmpty() || app.get().revocationEndpoint().isEmpty()) {
            return RevocationResult.unsupported(
                    request.service() + " has no way to take a token back: end it in the account's settings");
        }
        AgentCredential kept = request.credential().orElseThrow();
        Optional<Secret> refreshToken = token(kept, ItemKeys.REFRESH_TOKEN);
        refreshToken.ifPresent(token -> taken(server, app.get(), ItemKeys.REFRESH_TOKEN, token, request, false));
        // Servers whose access tokens describe themselves cannot take one back: it ends with its grant, or soon.
        token(kept, ItemKeys.ACCESS_TOKEN)
                .ifPresent(token ->
                        taken(server, app.get(), ItemKeys.ACCESS_TOKEN, token, request, refreshToken.isPresent()));
        return RevocationResult.revoked(
                Evidence.shown(clock.instant(), "ask the authorization server to end the tokens: done"));
    }

    @Override
    public void close() {
        documents.close();
    }

    private static Optional<Secret> token(AgentCredential kept, String item) {
        return kept.item(item).map(CredentialItem::value).filter(value -> !value.isEmpty());
    }

    private void taken(
            McpServer server, ServerApp app, String kind, Secret token, RevokeRequest request, boolean mayBeRefused) {
        Revocation way = new Revocation(
                "POST",
                app.revocationEndpoint().orElseThrow(),
                Revocation.Form.TOKEN_PARAMETER,
                BodyStyle.FORM,
                Map.of(),
                Set.of());
        Revocation.Outcome outcome = tokens.authenticated(server, app, who -> {
            try (WireRequest taking = way.request(token, Optional.of(kind), who);
                    WireAnswer answer = tokens.exchange(request.guard()).send(taking)) {
                return way.read(answer);
            }
        });
        switch (outcome) {
            case GONE -> {}
            case AGAIN ->
                throw new ProviderUnavailableException(
                        app.issuer() + " did not take the token back: it is asked again");
            case REFUSED -> {
                if (!mayBeRefused) {
                    throw new ProviderRejectedException(app.issuer() + " refused to take the token back");
                }
            }
        }
    }
}
