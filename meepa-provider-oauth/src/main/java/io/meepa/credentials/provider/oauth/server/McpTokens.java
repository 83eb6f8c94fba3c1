package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopExchange;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.jose.RandomText;
import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.provider.oauth.service.HttpExchange;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import io.meepa.credentials.spi.call.CallGuard;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Trades for tokens at the place that was kept with the app, and nowhere else. */
final class McpTokens {

    private final HttpExchange http;
    private final Clock clock;
    private final RandomGenerator random;

    McpTokens(HttpExchange http, Clock clock, RandomGenerator random) {
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    HttpExchange exchange(CallGuard guard) {
        return http.guarded(guard);
    }

    /** Trades once. The resource is named, whether the server knows that parameter or not. */
    TokenAnswer trade(McpServer server, ServerApp app, TokenGrant grant, Optional<DpopKey> key, CallGuard guard) {
        Exchange exchange = key.<Exchange>map(own -> new DpopExchange(exchange(guard), own, clock, random))
                .orElseGet(() -> exchange(guard));
        AnswerShape shape = shape(key.isPresent() ? "DPoP" : "Bearer");
        return authenticated(server, app, who -> {
            TokenEndpoint endpoint = new TokenEndpoint(app.tokenEndpoint(), BodyStyle.FORM, Map.of(), who);
            try (WireRequest request = endpoint.request(grant.with("resource", app.resource()));
                    WireAnswer answer = exchange.send(request)) {
                return TokenEndpoint.read(answer, shape);
            }
        });
    }

    /**
     * Returns whether an authorization server knows a registration still: asked where it gives tokens, for a code that it never
     * gave. One that knows the app refuses the code; one that does not refuses the app, and only that is an answer.
     */
    boolean knows(McpServer server, ServerApp app, CallGuard guard) {
        try (Secret code = RandomText.secret(random, 32);
                Secret verifier = Pkce.verifier(random)) {
            TokenGrant grant = TokenGrant.code(code, Optional.of(verifier)).redirect(URI.create(app.redirect()));
            TokenAnswer answer = trade(server, app, grant, Optional.empty(), guard);
            if (answer instanceof TokenAnswer.Granted granted) {
                granted.tokens().close();
            }
            return !app.isUnknownBy(answer);
        } catch (ProviderUnavailableException | ProviderIndeterminateException e) {
            return true; // No answer is no reason to register again.
        }
    }

    /** Trades what the app has of its own. After a refusal nothing else is tried. */
    TokenAnswer tradeForTheApp(
            McpServer server, ServerApp app, Set<String> scopes, Optional<DpopKey> key, CallGuard guard) {
        if (server.assertion().isEmpty()) {
            return trade(server, app, scoped(TokenGrant.clientCredentials(), scopes), key, guard);
        }
        AssertionSource source = server.assertion().get();
        try (Secret token = source.read();
                Secret assertion = source.provider()
                        .map(provider -> identityAssertion(server, app, provider, token, guard))
                        .orElseGet(() -> token.withBytes(Secret::copyOf))) {
            return trade(server, app, scoped(TokenGrant.jwtBearer(assertion), scopes), key, guard);
        }
    }

    /** Lets the identity provider say for whom the app asks. */
    private Secret identityAssertion(
            McpServer server, ServerApp app, AssertionSource.IdentityProvider provider, Secret token, CallGuard guard) {
        TokenAnswer given = exchanged(app, provider, token, guard);
        if (given instanceof TokenAnswer.Granted granted) {
            try (TokenSet set = granted.tokens()) {
                return set.accessToken().withBytes(Secret::copyOf);
            }
        }
        throw new McpGrant(server.name() + ", at its identity provider", app, clock.instant()).failure(given);
    }

    private TokenAnswer exchanged(
            ServerApp app, AssertionSource.IdentityProvider provider, Secret token, CallGuard guard) {
        TokenEndpoint endpoint = new TokenEndpoint(
                provider.tokenEndpoint(), BodyStyle.FORM, Map.of(), new ClientAuthentication.None(provider.id()));
        TokenGrant grant = TokenGrant.identityAssertion(token, app.issuer()).with("resource", app.resource());
        try (WireRequest request = endpoint.request(grant);
                WireAnswer answer = exchange(guard).send(request)) {
            return TokenEndpoint.read(answer, shape("N_A"));
        }
    }

    private static TokenGrant scoped(TokenGrant grant, Set<String> scopes) {
        return scopes.isEmpty() ? grant : grant.with("scope", String.join(" ", scopes));
    }

    private static AnswerShape shape(String tokenType) {
        return new AnswerShape(Optional.empty(), "", Optional.of(tokenType), AnswerShape.STANDARD.noEndFrom());
    }

    /** Lets the app say who it is. A secret of the configuration is read for this use and wiped after it. */
    <T> T authenticated(McpServer server, ServerApp app, Function<ClientAuthentication, T> use) {
        if (app.method() == ServerApp.Method.NONE) {
            return use.apply(new ClientAuthentication.None(app.clientId()));
        }
        if (app.method() == ServerApp.Method.PRIVATE_KEY_JWT) {
            return use.apply(new ClientAuthentication.PrivateKeyJwt(
                    app.clientId(),
                    server.signing().map(SigningSource::key).orElseThrow(() -> incomplete(server, "signing_key_env")),
                    app.issuer(),
                    clock,
                    random));
        }
        try (Secret secret = secret(server, app)) {
            return use.apply(
                    app.method() == ServerApp.Method.CLIENT_SECRET_POST
                            ? new ClientAuthentication.Post(app.clientId(), secret)
                            : new ClientAuthentication.Basic(app.clientId(), secret));
        }
    }

    private static Secret secret(McpServer server, ServerApp app) {
        if (app.origin() == ServerApp.Origin.CONFIGURED) {
            return server.app()
                    .filter(source -> source.id().equals(app.clientId()))
                    .flatMap(source -> source.secret())
                    .orElseThrow(() -> incomplete(server, "client_secret_env"));
        }
        return app.clientSecret()
                .map(secret -> secret.withBytes(Secret::copyOf))
                .orElseGet(() -> Secret.of(""));
    }

    private static ConfigurationException incomplete(McpServer server, String key) {
        return new ConfigurationException("credentials.connections: mcp_servers." + server.name() + "." + key
                + ": the connection was made with it, or with another app: set it, or connect again");
    }
}
