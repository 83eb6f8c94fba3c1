package io.meepa.credentials.standin;

import io.meepa.credentials.model.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a stand-in received. Prints method and path only.
 *
 * @param at when, by the stand-in's clock
 * @param method the HTTP method
 * @param path the path as sent, percent-encoded
 * @param query the query's parameters, decoded
 * @param authorization the {@code Authorization} header, if there was one
 * @param userAgent the {@code User-Agent} header, or empty; several of them are joined by a comma
 * @param body the body as sent; may hold secrets
 */
public record RecordedRequest(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        Optional<Secret> authorization,
        String userAgent,
        String body) {

    static RecordedRequest of(Call call, Instant at) {
        Optional<Secret> authorization = call.header("authorization").map(Secret::of);
        return new RecordedRequest(
                at,
                call.method(),
                call.path(),
                call.query(),
                authorization,
                call.header("user-agent").orElse(""),
                call.body());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
