package io.meepa.credentials.core.http;

import io.meepa.credentials.spi.provider.RequestTarget;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;

/** Decides whether a request is one that a rule is for. A pure function; what is in doubt is not. */
final class RequestMatch {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private RequestMatch() {}

    static boolean matches(RequestTarget target, HttpRequest request) {
        URI uri = request.uri();
        return isHost(target.host(), uri)
                && target.scheme().equals(scheme(uri))
                && target.port() == port(uri)
                && uri.getRawUserInfo() == null
                && (target.methods().isEmpty() || target.methods().contains(request.method()))
                && PathPrefix.covers(target.path(), path(uri))
                && isForItsHost(request);
    }

    /** Compares names exactly. An address's host is ASCII, or the JDK refuses the request. */
    static boolean isHost(String host, URI uri) {
        return host.equals(host(uri));
    }

    /** With a dot at its end a name is the same server's, though no rule is for it. */
    static boolean isNamed(String host, URI uri) {
        return isHost(host, uri) || (host + ".").equals(host(uri));
    }

    static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? HTTPS : HTTP;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** A JVM may allow requests to set the header {@code Host}, by which servers choose whom a request is for. */
    private static boolean isForItsHost(HttpRequest request) {
        URI uri = request.uri();
        String whole = host(uri) + ":" + port(uri);
        return request.headers().allValues("Host").stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .allMatch(value -> value.equals(whole) || (value.equals(host(uri)) && uri.getPort() < 0));
    }
}
