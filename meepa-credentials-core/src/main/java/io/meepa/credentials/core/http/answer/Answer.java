package io.meepa.credentials.core.http.answer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the caller sees it: to the request that he made, not to the one that was sent.
 *
 * @param request the caller's request, or what a redirect made of it
 * @param statusCode the status
 * @param headers the headers, masked
 * @param body what the caller's handler made of the body; null for an answer that was a redirect
 * @param version the protocol
 * @param sslSession the TLS session, if there is one
 * @param previousResponse the redirect that led here, if one did
 * @param <T> the type of the body
 */
public record Answer<T>(
        HttpRequest request,
        int statusCode,
        HttpHeaders headers,
        @Nullable T body,
        HttpClient.Version version,
        Optional<SSLSession> sslSession,
        Optional<HttpResponse<T>> previousResponse)
        implements HttpResponse<T> {

    /** Returns an answer to the caller's request, from the one to the request that was sent. */
    public static <T> Answer<T> of(
            HttpResponse<T> raw, HttpRequest request, HttpHeaders headers, Optional<HttpResponse<T>> previous) {
        return new Answer<>(request, raw.statusCode(), headers, raw.body(), raw.version(), raw.sslSession(), previous);
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    /** Returns method, address and status. */
    @Override
    public String toString() {
        return "(" + request.method() + " " + uri() + ") " + statusCode;
    }
}
