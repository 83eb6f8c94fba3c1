package io.meepa.credentials.core.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The client that tools hold. Keeps rules and no values. Immutable, thread-safe. */
final class HostBoundClient extends HttpClient {

    private final RequestPolicy policy;
    private final HttpClients clients;
    private final Executor waiting;

    HostBoundClient(RequestPolicy policy, HttpClients clients, Executor waiting) {
        this.policy = policy;
        this.clients = clients;
        this.waiting = waiting;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return new BlockingExchange<>(policy, clients, handler).send(copy(request));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return new AsyncExchange<>(policy, clients, handler, waiting).begin(copy(request));
    }

    /** Pushed answers belong to requests that nobody made, so none is accepted. */
    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        throw new UnsupportedOperationException(
                "this client adds no credential to WebSockets and opens none: open them with a"
                        + " client of your own, which then has to hold the credential");
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.of(HttpClients.CONNECT_TIMEOUT);
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NORMAL;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        return clients.usual().sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return clients.usual().sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return clients.usual().version();
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    /** Returns the agent and the names of the rules. */
    @Override
    public String toString() {
        return "http client of " + policy.agent() + " "
                + policy.rules().stream()
                        .map(BoundRule::name)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** A request is a class that callers can extend: what is decided on must be what is sent. */
    private static HttpRequest copy(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true).build();
    }
}
