package io.meepa.credentials.core.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a redirect as the JDK's policy NORMAL does (RFC 9110, section 15.4): never from TLS to clear text.
 *
 * @param to where it leads
 * @param status its status
 */
record Redirect(URI to, int status) {

    /** As many as the JDK's client follows. */
    static final int MOST = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** What a caller gave for one host only. */
    private static final Set<String> OF_ONE_HOST = Set.of("authorization", "cookie", "proxy-authorization");

    /** Returns where an answer leads, if it is a redirect that can be followed. */
    static Optional<Redirect> in(URI from, int status, HttpHeaders headers) {
        if (!STATUSES.contains(status)) {
            return Optional.empty();
        }
        return headers.firstValue("Location")
                .flatMap(location -> resolved(from, location))
                .filter(to -> followed(from, to))
                .map(to -> new Redirect(to, status));
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            URI to = from.resolve(location);
            return Optional.of(to).filter(uri -> uri.getHost() != null && uri.getScheme() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean followed(URI from, URI to) {
        String scheme = RequestMatch.scheme(to);
        return scheme.equals("https")
                || (scheme.equals("http") && RequestMatch.scheme(from).equals("http"));
    }

    /** Returns the next request. What the caller set for one host stays with that host. */
    HttpRequest after(HttpRequest request) {
        boolean same = isSameOrigin(request.uri(), to);
        String method = method(request.method());
        boolean bodyless = !method.equals(request.method());
        HttpRequest.Builder next = HttpRequest.newBuilder(request, (name, value) -> {
                    String header = name.toLowerCase(Locale.ROOT);
                    return (same || !OF_ONE_HOST.contains(header))
                            && !header.equals("host")
                            && !(bodyless && header.startsWith("content-"));
                })
                .uri(to);
        return bodyless ? next.method(method, BodyPublishers.noBody()).build() : next.build();
    }

    private String method(String method) {
        boolean becomesGet = status == 303 ? !method.equals("HEAD") : (status <= 302 && method.equals("POST"));
        return becomesGet ? "GET" : method;
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return RequestMatch.scheme(one).equals(RequestMatch.scheme(other))
                && RequestMatch.host(one).equals(RequestMatch.host(other))
                && RequestMatch.port(one) == RequestMatch.port(other);
    }
}
