package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.StagedService;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackOutcome;
import io.meepa.credentials.provider.oauth.protocol.authorization.CallbackReading;
import io.meepa.credentials.provider.oauth.protocol.authorization.Pkce;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.support.AddressPolicy;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.TestContexts;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client of a stand-in, over the transport that the product uses. */
final class Bench implements AutoCloseable {

    static final URI REDIRECT = URI.create("https://host.example/oauth/callback");

    private final TestContexts contexts = TestContexts.create();
    private final ManualClock clock = contexts.clock();
    private final StagedService staged;
    private final ApiClient http;
    private final ServiceClient client;

    Bench(String service) {
        staged = StagedService.start(service, clock);
        CallSettings settings = CallSettings.read(contexts.settings(Map.of("allow_loopback_http", true)));
        http = ApiClient.open(
                staged.preset().title(),
                contexts.provider(contexts.settings(Map.of())),
                settings,
                () -> ApiEndpoint.Grant.open(BaseUrl.of("https://unused.example")),
                error -> new Classified(CallOutcome.REFUSED, "", ""));
        HttpExchange exchange =
                HttpExchange.over(http, uri -> BaseUrl.discovered(uri.toString(), new AddressPolicy(true, false)));
        client = ServiceClient.of(
                staged.preset(),
                AppRegistration.confidential(OAuthStandIn.CLIENT_ID, Secret.of(OAuthStandIn.CLIENT_SECRET)),
                options(),
                exchange,
                clock,
                new SecureRandom());
    }

    private ServiceOptions options() {
        return new ServiceOptions(
                staged.preset().tenant().map(rule -> "tenant.example"),
                Optional.empty(),
                staged.preset().userAgentRequired() ? Optional.of("linux:app:1 (by /u/me)") : Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    StagedService service() {
        return staged;
    }

    ServiceClient client() {
        return client;
    }

    ManualClock clock() {
        return clock;
    }

    /** Signs a person in, from the first address to the tokens. */
    TokenSet signIn(String person) {
        Optional<Secret> verifier =
                client.usesPkce() ? Optional.of(Pkce.verifier(new SecureRandom())) : Optional.empty();
        URI address = client.authorization(REDIRECT, client.scopes(List.of()), Secret.of("state-1"), verifier)
                .address();
        CallbackReading callback =
                CallbackReading.of(CallbackParameters.ofQuery(staged.standIn().agree(address, person)));
        CallbackOutcome.Code code = (CallbackOutcome.Code) callback.outcome(client.expectedIssuer());
        return granted(client.exchange(code.code(), verifier, REDIRECT));
    }

    static TokenSet granted(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Granted granted) {
            return granted.tokens();
        }
        throw new AssertionError("no token: " + answer);
    }

    @Override
    public void close() {
        http.close();
        staged.close();
    }

    static RuntimeException refused(TokenAnswer answer) {
        return new IllegalStateException(answer.toString());
    }
}
