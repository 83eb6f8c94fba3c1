package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Google Workspace: tokens without a token, the directory with one (provider API notes §3). */
final class GoogleRules implements Rules {

    private static final Route TOKEN = Route.of("POST", GoogleTokenRules.PATH);
    private static final Route SIGN = Route.of("POST", "/v1/projects/-/serviceAccounts/{account}");

    private final GoogleTokenRules tokens;
    private final List<GoogleEndpoint> endpoints;

    GoogleRules(GoogleDirectory directory, GoogleTokenRules tokens) {
        this.tokens = tokens;
        this.endpoints = GoogleEndpoint.all(directory);
    }

    @Override
    public Answer answer(Call call) {
        if (TOKEN.fits(call.method(), call.path())) {
            return tokens.grant(call);
        }
        Optional<List<String>> account = SIGN.variables(call.method(), call.path());
        if (account.isPresent()) {
            return tokens.signJwt(call, account.get().get(0));
        }
        for (GoogleEndpoint endpoint : endpoints) {
            Optional<List<String>> variables = endpoint.route().variables(call.method(), call.path());
            if (variables.isPresent()) {
                tokens.require(call, endpoint.scopes());
                return endpoint.handler().apply(new GoogleRequest(call, variables.get()));
            }
        }
        return GoogleErrors.answer(404, "notFound", "Not Found");
    }

    @Override
    public Answer failure(int status, Optional<Duration> retryAfter) {
        Answer answer = switch (status) {
            case 429 -> GoogleErrors.answer(429, "rateLimitExceeded", "Rate Limit Exceeded");
            case 503 -> GoogleErrors.answer(503, "backendError", "Backend Error");
            default -> GoogleErrors.answer(status, "internalError", "Internal Error");
        };
        return retryAfter
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer);
    }
}
