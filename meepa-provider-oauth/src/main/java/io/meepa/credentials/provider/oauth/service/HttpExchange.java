package io.meepa.credentials.provider.oauth.service;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.provider.support.ApiClient;
import io.meepa.credentials.provider.support.ApiEndpoint;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallOutcome;
import io.meepa.credentials.provider.support.Classified;
import io.meepa.credentials.provider.support.RawAnswer;
import io.meepa.credentials.spi.call.CallGuard;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Sends requests by the client that all providers share: its deadlines, guard, address rules and proxy. Thread-safe. */
public final class HttpExchange implements Exchange {

    private final ApiClient client;
    private final Function<URI, BaseUrl> addresses;
    private final CallGuard guard;

    private HttpExchange(ApiClient client, Function<URI, BaseUrl> addresses, CallGuard guard) {
        this.client = client;
        this.addresses = addresses;
        this.guard = guard;
    }

    /**
     * Creates an exchange over a client.
     *
     * @param client the client; stays the caller's
     * @param addresses checks an address before each call
     * @return the exchange
     */
    public static HttpExchange over(ApiClient client, Function<URI, BaseUrl> addresses) {
        return new HttpExchange(client, addresses, longest -> {});
    }

    /**
     * Returns the same exchange for calls that somebody may forbid.
     *
     * @param other asked before each call
     * @return the exchange
     */
    public HttpExchange guarded(CallGuard other) {
        return new HttpExchange(client, addresses, other);
    }

    @Override
    public WireAnswer send(WireRequest request) {
        BaseUrl base = address(request.address());
        ApiRequest call = begun(request);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("Content-Type")) {
                call = call.header(header.getKey(), header.getValue());
            }
        }
        if (request.authorization().isPresent()) {
            call = call.authorization(request.authorization().get());
        }
        if (request.body().isPresent()) {
            String type = request.headers().getOrDefault("Content-Type", "application/octet-stream");
            call = call.body(type, request.body().get());
        }
        call = call.hiding(request.hidden().toArray(Secret[]::new));
        return sent(base, call);
    }

    private WireAnswer sent(BaseUrl base, ApiRequest call) {
        ApiClient towards = client.towards(
                () -> ApiEndpoint.Grant.open(base), error -> new Classified(CallOutcome.REFUSED, "", ""));
        try (RawAnswer answer = towards.begin(guard).exchange(call)) {
            return WireAnswer.wrap(
                    answer.status(), answer::header, answer.body().clone());
        }
    }

    private BaseUrl address(URI uri) {
        try {
            return addresses.apply(uri);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the address at " + uri.getHost() + " " + e.getMessage());
        }
    }

    private static ApiRequest begun(WireRequest request) {
        return switch (request.method()) {
            case "GET" -> ApiRequest.get(request.purpose());
            case "POST" -> ApiRequest.post(request.purpose());
            case "DELETE" -> ApiRequest.delete(request.purpose());
            default -> throw new IllegalArgumentException("no request of ours has this method");
        };
    }
}
