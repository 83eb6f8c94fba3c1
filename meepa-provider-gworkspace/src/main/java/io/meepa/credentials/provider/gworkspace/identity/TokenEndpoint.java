package io.meepa.credentials.provider.gworkspace.identity;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import io.meepa.credentials.provider.support.AddressPolicy;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Where Google gives access tokens. A trade that failed changed nothing anywhere. */
final class TokenEndpoint implements AutoCloseable {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String KEY = "token_url";
    private static final String PATH = "token";
    private static final BaseUrl BASE = BaseUrl.of("https://oauth2.googleapis.com");
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final ApiClient client;
    private final Clock clock;

    private TokenEndpoint(ApiClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Reads its address from the settings. */
    static TokenEndpoint open(ProviderContext context, CallSettings calls) {
        ApiEndpoint access = access(base(context.settings(), calls.addresses()));
        return new TokenEndpoint(ApiClient.open("Google", context, calls, access, new TokenErrors()), context.clock());
    }

    @Override
    public void close() {
        client.close();
    }

    AccessToken trade(String assertion, TokenRequest request) {
        ApiRequest call = ApiRequest.post(purpose(request), PATH)
                .form(Map.of("grant_type", GRANT, "assertion", assertion))
                .hiding(Secret.of(assertion))
                .repeatable();
        try {
            ApiAnswer answer = client.begin().send(call);
            if (!answer.done()) {
                throw coded(answer);
            }
            long seconds = answer.required().path("expires_in").asLong(0);
            Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFE.toSeconds())));
            return new AccessToken(
                    answer.secret("access_token"), clock.instant().plus(life));
        } catch (ProviderIndeterminateException e) {
            throw new ProviderUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static ProviderException coded(ApiAnswer answer) {
        ProviderException refusal = answer.refusal("");
        return refusal instanceof ProviderRejectedException
                ? new ProviderRejectedException(String.valueOf(refusal.getMessage()), new TokenRefusal(answer.code()))
                : refusal;
    }

    private static String purpose(TokenRequest request) {
        return "give a token"
                + request.subject().map(subject -> " as " + subject).orElse("") + " for "
                + String.join(" ", request.scopes());
    }

    private static ApiEndpoint access(BaseUrl base) {
        return () -> ApiEndpoint.Grant.open(base);
    }

    /** The endpoint's address less its path, held to the same guard. */
    private static BaseUrl base(Settings settings, AddressPolicy policy) {
        return BaseUrl.read(settings, KEY, policy)
                .map(BaseUrl::toString)
                .map(url -> origin(settings, url))
                .flatMap(origin -> BaseUrl.read(only(origin), KEY, policy))
                .orElse(BASE);
    }

    private static String origin(Settings settings, String url) {
        if (!url.endsWith("/" + PATH)) {
            throw settings.invalid(KEY, "must end with /" + PATH);
        }
        return url.substring(0, url.length() - PATH.length() - 1);
    }

    private static Settings only(String origin) {
        return Settings.of("", Map.of(KEY, origin), new Settings.Surroundings(path -> "", name -> null));
    }
}
