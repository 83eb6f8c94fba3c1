package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.authorization.AuthorizationRequest;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.authorization.PushedAuthorization;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata;
import io.meepa.credentials.provider.oauth.protocol.discovery.ServerMetadata.Endpoint;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.provider.oauth.setting.RedirectUris;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import io.meepa.credentials.spi.provider.ConsentFlow;
import io.meepa.credentials.spi.provider.SharedFate;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Sign-ins for MCP servers (revisions 2025-11-25 and 2026-07-28): each says by itself where people sign in. */
final class McpConsentFlow implements ConsentFlow {

    private final Map<String, McpServer> servers;
    private final McpDiscovery discovery;
    private final McpTokens tokens;
    private final List<URI> redirects;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    McpConsentFlow(
            Map<String, McpServer> servers,
            McpDiscovery discovery,
            McpTokens tokens,
            List<URI> redirects,
            Clock clock) {
        this.servers = Map.copyOf(servers);
        this.discovery = discovery;
        this.tokens = tokens;
        this.redirects = List.copyOf(redirects);
        this.clock = clock;
    }

    @Override
    public Set<String> services() {
        return servers.keySet();
    }

    @Override
    public Set<String> services(AgentId agent) {
        return servers.keySet();
    }

    /** A second sign-in may extend the first one's grant: taking the first one's tokens back could end it. */
    @Override
    public SharedFate sharedFate(String service) {
        return new SharedFate(true, false, false, OptionalInt.empty());
    }

    @Override
    public boolean registers(String service) {
        return true;
    }

    @Override
    public boolean withoutPerson(String service) {
        return server(service).rules().withoutPerson();
    }

    @Override
    public ConsentStart begin(ConsentRequest request) {
        McpServer server = server(request.service());
        if (server.rules().withoutPerson()) {
            throw new ProviderUnsupportedException(
                    server.name() + " gives tokens to the app itself: connect it without a person");
        }
        URI redirect = RedirectUris.chosen(redirects, request.redirectUri());
        Discovered found = discovery.of(server, request.challenge(), request.guard());
        URI endpoint = found.metadata()
                .endpoint(Endpoint.AUTHORIZATION)
                .orElseThrow(() -> new ProviderRejectedException(
                        found.metadata().issuer() + " names no place where people sign in"));
        ServerApp app = choice(server, request).of(server, found, redirect, request.earlier());
        Set<String> scopes = found.scopes(server, request.scopes());
        Secret verifier = Pkce.verifier(random);
        AuthorizationRequest asked = AuthorizationRequest.forCode(endpoint, app.clientId(), request.state())
                .redirect(redirect)
                .pkce(verifier)
                .with("resource", app.resource());
        AuthorizationRequest scoped = scopes.isEmpty() ? asked : asked.with("scope", String.join(" ", scopes));
        Map<String, Secret> kept =
                McpSignIn.kept(app, verifier, scopes, found.metadata().expectedIssuer(), key(server, found));
        return new ConsentStart(opened(server, app, found.metadata(), scoped, request.guard()), kept);
    }

    /** An app that is unknown is shown an error by the server, and never comes back: then the server is asked. */
    private AppChoice choice(McpServer server, ConsentRequest request) {
        boolean doubted = McpSignIn.isUnanswered(request.earlier());
        return new AppChoice(
                AppRegistration.of(tokens.exchange(request.guard()), clock, request),
                app -> !doubted || tokens.knows(server, app, request.guard()),
                clock);
    }

    @Override
    public Connected complete(ConsentAnswer answer) {
        McpServer server = server(answer.service());
        McpSignIn signIn = McpSignIn.of(answer.kept());
        ServerApp app = signIn.app();
        McpGrant grant = new McpGrant(server.name(), app, clock.instant());
        try (Secret code = code(server, signIn, answer)) {
            TokenGrant trade =
                    TokenGrant.code(code, Optional.of(signIn.verifier())).redirect(URI.create(app.redirect()));
            TokenAnswer given =
                    tokens.trade(server, app, trade, signIn.boundKey().map(DpopKey::of), answer.guard());
            try (TokenSet set = grant.tokens(given)) {
                return grant.connected(set, signIn.scopes(), signIn.boundKey());
            }
        }
    }

    private Secret code(McpServer server, McpSignIn signIn, ConsentAnswer answer) {
        try {
            return signIn.code(server.name(), answer.callback());
        } catch (ConsentException e) {
            boolean doubted = e.reason() == ConsentException.Reason.DENIED
                    && McpSignIn.doubtsTheApp(answer.callback())
                    && signIn.app().origin() == ServerApp.Origin.REGISTERED;
            if (doubted && !tokens.knows(server, signIn.app(), answer.guard())) {
                throw signIn.app().unknown(server.name());
            }
            throw e;
        }
    }

    @Override
    public Connected connect(ConsentRequest request) {
        McpServer server = server(request.service());
        if (!server.rules().withoutPerson()) {
            throw new ProviderUnsupportedException(server.name() + " needs a person: begin a sign-in");
        }
        Discovered found = discovery.of(server, request.challenge(), request.guard());
        Set<String> scopes = found.scopes(server, request.scopes());
        scopes.remove("offline_access");
        Optional<Secret> key = key(server, found);
        ServerApp app = choice(server, request).of(server, found, URI.create("urn:none"), request.earlier());
        McpGrant grant = new McpGrant(server.name(), app, clock.instant());
        TokenAnswer given = tokens.tradeForTheApp(server, app, scopes, key.map(DpopKey::of), request.guard());
        try (TokenSet set = grant.tokens(given)) {
            return grant.ofTheApp(set, scopes, key);
        }
    }

    @Override
    public DeviceStart beginOnDevice(ConsentRequest request) {
        throw new ProviderUnsupportedException(request.service() + " has no sign-in on another device");
    }

    @Override
    public DevicePoll poll(ConsentAnswer answer) {
        throw new ProviderUnsupportedException(answer.service() + " has no sign-in on another device");
    }

    private McpServer server(String service) {
        return Optional.ofNullable(servers.get(service))
                .orElseThrow(() -> new ProviderUnsupportedException(
                        service + " is not configured below credentials.connections: configure it to go on"));
    }

    private Optional<Secret> key(McpServer server, Discovered found) {
        return found.bound(server) ? Optional.of(DpopKey.create(random).kept()) : Optional.empty();
    }

    private URI opened(
            McpServer server, ServerApp app, ServerMetadata metadata, AuthorizationRequest request, CallGuard guard) {
        if (!metadata.pushedOnly()) {
            return request.address();
        }
        URI endpoint = metadata.endpoint(Endpoint.PUSHED)
                .orElseThrow(() -> new ProviderRejectedException(
                        metadata.issuer() + " wants sign-in requests pushed, and does not say where"));
        Function<WireRequest, URI> push = pushing -> {
            try (pushing;
                    WireAnswer answer = tokens.exchange(guard).send(pushing)) {
                return PushedAuthorization.read(answer)
                        .map(pushed -> request.pushedAddress(app.clientId(), pushed.requestUri()))
                        .orElseThrow(() -> new ProviderRejectedException(
                                metadata.issuer() + " did not take the sign-in request (" + answer.status() + ")"));
            }
        };
        return tokens.authenticated(
                server, app, who -> push.apply(PushedAuthorization.request(endpoint, request, who)));
    }
}
