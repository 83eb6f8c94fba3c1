package io.meepa.credentials.core.http;

import io.meepa.credentials.core.http.answer.ContentDecoding;
import io.meepa.credentials.spi.provider.Placement;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes the request that is sent of the one that the caller made. What the caller set himself stays. Not thread-safe. */
final class RequestEditor {

    private static final String AUTHORIZATION = "Authorization";

    private HttpRequest request;

    RequestEditor(HttpRequest request) {
        this.request = request;
    }

    HttpRequest request() {
        return request;
    }

    /** Returns whether the place has no value of the caller's. */
    boolean isFree(Placement placement) {
        return placement instanceof Placement.Query query
                ? !hasParameter(query.name())
                : request.headers().firstValue(header(placement)).isEmpty();
    }

    /** Puts a value where its rule says. */
    void add(AddedValue value) {
        Placement placement = value.rule().target().placement();
        if (placement instanceof Placement.Query query) {
            request = HttpRequest.newBuilder(request, (name, text) -> true)
                    .uri(with(query.name() + "=" + value.asQuery()))
                    .build();
        } else if (placement instanceof Placement.Header header) {
            set(header.name(), value.asHeader());
        } else if (placement instanceof Placement.Basic) {
            set(AUTHORIZATION, "Basic " + value.asBasic());
        } else {
            set(AUTHORIZATION, "Bearer " + value.asHeader());
        }
    }

    /** Puts a value in place of a reference. */
    void replace(HeaderReference reference, AddedValue value) {
        boolean whole = value.rule().target().placement() instanceof Placement.Basic;
        set(reference.header(), whole ? "Basic " + value.asBasic() : reference.before() + value.asHeader());
    }

    /** Returns whether a reference stands where the rule adds the value. */
    static boolean isPlace(HeaderReference reference, Placement placement) {
        return !(placement instanceof Placement.Query) && reference.header().equalsIgnoreCase(header(placement));
    }

    void drop(HeaderReference reference) {
        request = HttpRequest.newBuilder(request, (name, text) -> !name.equalsIgnoreCase(reference.header()))
                .build();
    }

    /** Asks for no encoding but those that can be undone, where the caller asks for any. */
    void limitEncodings() {
        if (request.headers().firstValue("Accept-Encoding").isPresent()) {
            set("Accept-Encoding", ContentDecoding.ACCEPTED);
        }
    }

    void body(HttpRequest.BodyPublisher body) {
        request = HttpRequest.newBuilder(request, (name, text) -> true)
                .method(request.method(), body)
                .build();
    }

    private void set(String header, String value) {
        request = HttpRequest.newBuilder(request, (name, text) -> !name.equalsIgnoreCase(header))
                .setHeader(header, value)
                .build();
    }

    private URI with(String parameter) {
        URI uri = request.uri();
        String text = uri.toString();
        int fragment = text.indexOf('#');
        String base = fragment < 0 ? text : text.substring(0, fragment);
        String query = uri.getRawQuery();
        String joint = query == null ? "?" : query.isEmpty() ? "" : "&";
        return URI.create(base + joint + parameter);
    }

    private boolean hasParameter(String name) {
        String query = request.uri().getRawQuery();
        return query != null
                && Arrays.stream(query.split("[&;]"))
                        .map(pair -> pair.split("=", 2)[0])
                        .anyMatch(key -> decoded(key).equals(name));
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static String header(Placement placement) {
        return placement instanceof Placement.Header header ? header.name() : AUTHORIZATION;
    }
}
