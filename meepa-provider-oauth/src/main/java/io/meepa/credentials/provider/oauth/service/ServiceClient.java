package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.AppGrantRules;
import io.meepa.credentials.provider.oauth.preset.rules.AuthorizeRules;
import io.meepa.credentials.provider.oauth.preset.rules.DeviceRules;
import io.meepa.credentials.provider.oauth.preset.rules.IdentityRules;
import io.meepa.credentials.provider.oauth.preset.rules.IntrospectRules;
import io.meepa.credentials.provider.oauth.preset.rules.PushRules;
import io.meepa.credentials.provider.oauth.preset.rules.RevokeRules;
import io.meepa.credentials.provider.oauth.preset.rules.TokenRules;
import io.meepa.credentials.provider.oauth.protocol.authorization.AuthorizationRequest;
import io.meepa.credentials.provider.oauth.protocol.authorization.ExpectedIssuer;
import io.meepa.credentials.provider.oauth.protocol.authorization.PushedAuthorization;
import io.meepa.credentials.provider.oauth.protocol.client.ClientAuthentication;
import io.meepa.credentials.provider.oauth.protocol.device.DeviceAuthorization;
import io.meepa.credentials.provider.oauth.protocol.device.DevicePolling;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.AnswerShape;
import io.meepa.credentials.provider.oauth.protocol.token.IdToken;
import io.meepa.credentials.provider.oauth.protocol.token.Introspection;
import io.meepa.credentials.provider.oauth.protocol.token.Revocation;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenEndpoint;
import io.meepa.credentials.provider.oauth.protocol.token.TokenGrant;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One app at one service. Immutable, thread-safe. Every method makes at most one call. */
public final class ServiceClient {

    private final Preset preset;
    private final AppRegistration app;
    private final ServiceOptions options;
    private final Exchange exchange;
    private final ClientAuthentication authentication;
    private final TokenRules.Chain chain;
    private final SigningContext signing;
    private final Optional<DpopKey> bound;

    private ServiceClient(
            Preset preset,
            AppRegistration app,
            ServiceOptions options,
            Exchange exchange,
            ClientAuthentication authentication,
            SigningContext signing,
            Optional<DpopKey> bound) {
        this.preset = preset;
        this.app = app;
        this.options = options;
        this.exchange = exchange;
        this.authentication = authentication;
        this.chain = options.chain(preset);
        this.signing = signing;
        this.bound = bound;
    }

    /**
     * Creates a client.
     *
     * @param preset the service
     * @param app the app
     * @param options what the host sets
     * @param exchange sends
     * @param clock for assertions
     * @param random a secure generator, for assertions
     * @return the client
     * @throws IllegalArgumentException if the options or the app do not fit the service; the message names the setting
     */
    public static ServiceClient of(
            Preset preset,
            AppRegistration app,
            ServiceOptions options,
            Exchange exchange,
            Clock clock,
            RandomGenerator random) {
        options.check(preset);
        String audience = preset.issuer()
                .orElseGet(() ->
                        preset.token().address().address(options.tenant(preset)).toString());
        SigningContext signing = new SigningContext(audience, clock, random);
        return new ServiceClient(
                preset, app, options, exchange, app.authentication(preset.app(), signing), signing, Optional.empty());
    }

    /**
     * Returns a client whose tokens are bound to a key.
     *
     * @param key the key
     * @return the client
     */
    public ServiceClient bound(DpopKey key) {
        return new ServiceClient(preset, app, options, exchange, authentication, signing, Optional.of(key));
    }

    /**
     * Returns the service.
     *
     * @return the preset
     */
    public Preset preset() {
        return preset;
    }

    /**
     * Returns the app's id.
     *
     * @return the {@code client_id}
     */
    public String clientId() {
        return app.clientId();
    }

    /**
     * Returns the scopes that a request asks for.
     *
     * @param wanted what the host wants, or none for the least
     * @return these, and what brings a refresh token
     */
    public Set<String> scopes(Collection<String> wanted) {
        Set<String> all = new LinkedHashSet<>(wanted.isEmpty() ? preset.scopes().least() : wanted);
        all.addAll(preset.scopes().forRefreshToken());
        return all;
    }

    /**
     * Reports whether a proof key goes with authorization requests.
     *
     * @return whether a verifier is needed
     */
    public boolean usesPkce() {
        return preset.authorize().pkce() != AuthorizeRules.Pkce.OFF;
    }

    /**
     * Creates the request that a person's browser carries.
     *
     * @param redirectUri where the browser comes back
     * @param scopes what to ask for
     * @param state the state; stays the caller's
     * @param verifier the verifier, or empty where none is used; stays the caller's
     * @return the request
     */
    public AuthorizationRequest authorization(
            URI redirectUri, Set<String> scopes, Secret state, Optional<Secret> verifier) {
        AuthorizationRequest request = AuthorizationRequest.forCode(
                        preset.authorize().address().address(options.tenant(preset)), app.clientId(), state)
                .redirect(redirectUri)
                .with(options.authorizeParameters(preset));
        if (!scopes.isEmpty()) {
            request = request.with(
                    chain.scopeParameter(), String.join(preset.scopes().separator(), scopes));
        }
        return verifier.map(request::pkce).orElse(request);
    }

    /**
     * Returns the address to open, and pushes the request before where the service has it so.
     *
     * @param request the request
     * @return the address
     * @throws IllegalArgumentException if the service does not take the pushed request
     */
    public URI opened(AuthorizationRequest request) {
        return preset.pushed().map(push -> pushed(request, push)).orElseGet(request::address);
    }

    private URI pushed(AuthorizationRequest request, PushRules push) {
        URI address = push.address().address(options.tenant(preset));
        try (WireRequest pushing = agent(PushedAuthorization.request(address, request, authentication));
                WireAnswer answer = exchange.send(pushing)) {
            return PushedAuthorization.read(answer)
                    .map(pushed -> request.pushedAddress(app.clientId(), pushed.requestUri()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the service did not take the sign-in request (" + answer.status() + ")"));
        }
    }

    /**
     * Asks for a token for the app, without a person.
     *
     * @param rules which grant
     * @param scopes what to ask for
     * @return what came of it
     * @throws IllegalArgumentException if the grant needs the app's key, and none is configured
     */
    public TokenAnswer withoutPerson(AppGrantRules rules, Set<String> scopes) {
        TokenGrant grant = AppGrants.of(rules, app, options, signing);
        TokenGrant scoped = scopes.isEmpty()
                ? grant
                : grant.with(chain.scopeParameter(), String.join(preset.scopes().separator(), scopes));
        return trade(scoped, chain.atRefresh());
    }

    /**
     * Asks the service whether a token works (RFC 7662).
     *
     * @param token the token; stays the caller's
     * @return what it says; unknown where it cannot be asked
     */
    public Introspection.State introspect(Secret token) {
        if (preset.introspect().isEmpty()) {
            return Introspection.State.UNKNOWN;
        }
        IntrospectRules rules = preset.introspect().get();
        URI address = rules.address().address(options.tenant(preset));
        try (WireRequest request =
                        agent(Introspection.request(address, token, rules.body(), rules.headers(), authentication));
                WireAnswer answer = exchange.send(request)) {
            return Introspection.read(answer);
        }
    }

    /**
     * Returns what callbacks are checked against.
     *
     * @return the issuer, if the service has one on record
     */
    public ExpectedIssuer expectedIssuer() {
        return new ExpectedIssuer(preset.issuer(), preset.issuerInAnswers());
    }

    /**
     * Trades a code.
     *
     * @param code the code; stays the caller's
     * @param verifier the verifier that went with its request, or empty; stays the caller's
     * @param redirectUri where the browser came back
     * @return what came of it
     */
    public TokenAnswer exchange(Secret code, Optional<Secret> verifier, URI redirectUri) {
        return trade(TokenGrant.code(code, verifier).redirect(redirectUri), chain.atSignIn());
    }

    /**
     * Renews, with one call. Asks for no scope, so that none can be lost or won.
     *
     * @param refreshToken the token; stays the caller's
     * @return what came of it
     */
    public TokenAnswer refresh(Secret refreshToken) {
        return trade(TokenGrant.refresh(refreshToken), chain.atRefresh());
    }

    /**
     * Starts a sign-in on another device.
     *
     * @param scopes what to ask for
     * @param refused makes what is thrown of a refusal
     * @return the codes, which the caller closes
     * @throws IllegalArgumentException if the service has none, or answers something else; the message repeats no value
     */
    public DeviceAuthorization device(Set<String> scopes, Function<TokenAnswer, RuntimeException> refused) {
        DeviceRules rules = deviceRules();
        Fields fields = scopes.isEmpty()
                ? Fields.none()
                : Fields.none().with("scope", String.join(preset.scopes().separator(), scopes));
        ClientAuthentication who = rules.secret() ? authentication : new ClientAuthentication.None(app.clientId());
        try (WireRequest request = who.apply(
                        agent(WireRequest.of(
                                "POST", rules.address().address(options.tenant(preset)), "begin the sign-in")),
                        fields,
                        BodyStyle.FORM);
                WireAnswer answer = exchange.send(request)) {
            DeviceAuthorization.refusal(answer).ifPresent(refusal -> {
                throw refused.apply(refusal);
            });
            return DeviceAuthorization.read(answer, rules.addressField(), rules.hosts());
        }
    }

    /**
     * Starts polling for a device code, or continues with it.
     *
     * @param interval what the service asks to wait
     * @param lifetime how long the code lives
     * @return the state
     */
    public DevicePolling polling(Duration interval, Duration lifetime) {
        return DevicePolling.begin(interval, lifetime, deviceRules().refusals());
    }

    /**
     * Asks once whether a person has confirmed.
     *
     * @param deviceCode the code; stays the caller's
     * @return what came of it
     */
    public TokenAnswer poll(Secret deviceCode) {
        ClientAuthentication who =
                deviceRules().secret() ? authentication : new ClientAuthentication.None(app.clientId());
        return trade(TokenGrant.device(deviceCode), chain.atSignIn(), who);
    }

    /**
     * Finds out whose a token is.
     *
     * @param tokens the tokens; stay the caller's
     * @return the account, or empty if the service did not say
     * @throws io.meepa.credentials.error.ProviderException if the service cannot be asked
     */
    public Optional<Account> account(TokenSet tokens) {
        IdentityRules rules = preset.identity();
        AnswerNode claims =
                tokens.answer().field("id_token").secret().map(IdToken::claims).orElseGet(AnswerNode::absent);
        if (rules.source() != IdentityRules.Source.ADDRESS) {
            AnswerNode source = rules.source() == IdentityRules.Source.ID_TOKEN ? claims : tokens.answer();
            return Account.read(rules, source, source);
        }
        try (AnswerNode described = described(rules, tokens.accessToken())) {
            return Account.read(
                    rules, described, rules.keyFrom() == IdentityRules.Source.ID_TOKEN ? claims : described);
        }
    }

    /**
     * Takes a token back.
     *
     * @param kind which of the pair it is
     * @param token the token; stays the caller's
     * @return what came of it
     * @throws IllegalStateException if the service has no way
     */
    public Revocation.Outcome revoke(RevokeRules.TokenKind kind, Secret token) {
        RevokeRules rules = preset.revoke().orElseThrow(() -> new IllegalStateException("no revocation"));
        Revocation way = rules.revocation(app.clientId(), options.tenant(preset));
        Optional<String> hint = rules.hint()
                ? Optional.of(kind == RevokeRules.TokenKind.REFRESH_TOKEN ? "refresh_token" : "access_token")
                : Optional.empty();
        try (WireRequest request = agent(way.request(token, hint, app.revoking(rules, authentication)));
                WireAnswer answer = exchange.send(request)) {
            return way.read(answer);
        }
    }

    private TokenAnswer trade(TokenGrant grant, String pointer) {
        return trade(grant, pointer, authentication);
    }

    private TokenAnswer trade(TokenGrant grant, String pointer, ClientAuthentication who) {
        TokenRules rules = preset.token();
        TokenEndpoint endpoint =
                new TokenEndpoint(rules.address().address(options.tenant(preset)), rules.body(), rules.headers(), who);
        AnswerShape shape = new AnswerShape(rules.successField(), pointer, chain.tokenType(), rules.noEndFrom());
        try (WireRequest request = agent(endpoint.request(grant));
                WireAnswer answer = proofs().trading().send(request)) {
            return TokenEndpoint.read(answer, shape);
        }
    }

    private AnswerNode described(IdentityRules rules, Secret accessToken) {
        URI address = rules.address()
                .orElseThrow(() -> new IllegalStateException("checked when the preset was read"))
                .address(options.tenant(preset));
        WireRequest request = agent(WireRequest.of(rules.method(), address, "ask whose the token is"));
        for (Map.Entry<String, String> header : rules.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        if (rules.query().isPresent()) {
            request = request.json(Secret.of(rules.query().get()));
        }
        try (WireRequest whole = bound.isPresent() ? request.bound(accessToken) : request.bearer(accessToken);
                WireAnswer answer = proofs().carrying(accessToken).send(whole)) {
            return answer.successful() ? answer.tree() : AnswerNode.absent();
        }
    }

    private ProvenExchange proofs() {
        return new ProvenExchange(exchange, bound, signing);
    }

    private DeviceRules deviceRules() {
        return preset.device()
                .orElseThrow(() -> new IllegalArgumentException(preset.title() + " has no sign-in on another device"));
    }

    private WireRequest agent(WireRequest request) {
        return options.userAgent()
                .map(text -> request.header("User-Agent", text))
                .orElse(request);
    }
}
