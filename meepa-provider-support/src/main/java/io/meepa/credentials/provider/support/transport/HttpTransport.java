package io.meepa.credentials.provider.support.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one exchange and reports how it ended. Follows no redirect; uses the host's proxy and trust. Holds no thread and no
 * socket before its first exchange. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {

    /** The longest body of an answer, decoded or not, in bytes. */
    public static final int LONGEST_BODY = 1 << 20;

    /** Why nothing was sent to a name that nobody knows. */
    public static final String UNRESOLVED = "the host's name cannot be resolved";

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final Duration connectTimeout;
    private final Optional<ProxyLogin> login;
    private SharedHttpClients.@Nullable Lease lease;
    private boolean closed;

    /**
     * Creates a transport; opens nothing.
     *
     * @param callTimeout the longest one exchange may take; half of it, at most ten seconds, is for the connection
     * @param login user name and password for the proxy, if it wants them
     */
    public HttpTransport(Duration callTimeout, Optional<ProxyLogin> login) {
        Duration half = callTimeout.dividedBy(2);
        this.connectTimeout = half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT;
        this.login = login;
    }

    /**
     * Makes an exchange.
     *
     * @param request the request
     * @param check looks at the host's addresses, if this machine connects to it itself; a proxy resolves names on its own
     * @param maxWait the longest that all of it may take: what the look at the addresses took is no longer there to wait for
     *     the answer, and if nothing is left, nothing is sent
     * @param limit the longest body, in bytes
     * @return how it ended
     */
    public Reply send(OutgoingRequest request, AddressCheck check, Duration maxWait, int limit) {
        long begin = System.nanoTime();
        SharedHttpClients.Lease client;
        try {
            client = client();
        } catch (NoSuchAlgorithmException e) {
            return new Reply.NotSent(false, "this JVM's trust store cannot be read: check javax.net.ssl.trustStore");
        } catch (UncheckedIOException e) {
            return new Reply.NotSent(true, "this process has no descriptor left for a connection");
        }
        if (client == null) {
            return new Reply.NotSent(false, "it was closed before");
        }
        Optional<String> proxy = ProxyRoute.to(request.uri(), client.proxies());
        if (proxy.isEmpty()) {
            Optional<Reply.NotSent> refused = check.refusal();
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        TrackedBody body = new TrackedBody(request.body());
        HttpRequest message = message(request, proxy, body);
        Duration left = maxWait.minusNanos(System.nanoTime() - begin);
        if (left.isNegative() || left.isZero()) {
            return new Reply.NotSent(true, "looking up the host's name took all the time there was");
        }
        return new Exchange(body, proxy, limit, maxWait).over(client.client(), message, left);
    }

    @Override
    public void close() {
        SharedHttpClients.Lease last;
        synchronized (this) {
            closed = true;
            last = lease;
            lease = null;
        }
        if (last != null) {
            last.close();
        }
    }

    private synchronized SharedHttpClients.@Nullable Lease client() throws NoSuchAlgorithmException {
        if (lease == null && !closed) {
            lease = SharedHttpClients.acquire(
                    connectTimeout, login.map(ProxyLogin::describe).orElse(""));
        }
        return lease;
    }

    private HttpRequest message(OutgoingRequest request, Optional<String> proxy, TrackedBody body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).method(request.method(), body);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            builder.setHeader(header.getKey(), header.getValue());
        }
        if (proxy.isPresent()) {
            // The JDK sends this one to the proxy only, never through the tunnel.
            login.ifPresent(pair -> builder.setHeader("Proxy-Authorization", pair.header()));
        }
        return builder.build();
    }

    /** Looks at the addresses of a host before a connection is made to it. */
    @FunctionalInterface
    public interface AddressCheck {

        /**
         * Checks the addresses.
         *
         * @return why nothing may be sent, or empty
         */
        Optional<Reply.NotSent> refusal();
    }

    /** One exchange under way. */
    private final class Exchange {
        private final TrackedBody body;
        private final Optional<String> proxy;
        private final int limit;
        private final Duration maxWait;

        Exchange(TrackedBody body, Optional<String> proxy, int limit, Duration maxWait) {
            this.body = body;
            this.proxy = proxy;
            this.limit = limit;
            this.maxWait = maxWait;
        }

        Reply over(HttpClient http, HttpRequest message, Duration left) {
            CompletableFuture<HttpResponse<Optional<byte[]>>> flight =
                    http.sendAsync(message, info -> new CappedBody(limit));
            try {
                return answer(flight.get(left.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return body.abandon()
                        ? new Reply.NotSent(true, "no connection" + byProxy() + " in time")
                        : new Reply.Lost("no answer within " + maxWait.toMillis() + " ms");
            } catch (ExecutionException e) {
                return broken(e.getCause());
            } catch (InterruptedException e) {
                return new Reply.Interrupted(!body.abandon());
            } finally {
                flight.cancel(true);
            }
        }

        private Reply answer(HttpResponse<Optional<byte[]>> response) {
            int status = response.statusCode();
            if (status == 407) {
                return new Reply.NotSent(false, proxyWantsLogin());
            }
            if (body.abandon()) {
                return proxyRefused(status);
            }
            // The JDK gives a proxy's own refusal to tunnel no body at all, not even an empty one.
            Optional<byte[]> whole = Objects.requireNonNullElseGet(response.body(), () -> Optional.of(new byte[0]));
            return whole.map(bytes -> ContentDecoder.decode(status, response.headers(), bytes, limit))
                    .orElseGet(
                            () -> new Reply.Answer(status, response.headers(), new byte[0], ContentDecoder.TOO_LONG));
        }

        /** Reports only the kind of the error: the texts of some repeat what was sent. */
        private Reply broken(@Nullable Throwable cause) {
            boolean unsent = body.abandon();
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return new Reply.NotSent(false, "the server's certificate or TLS version is not acceptable");
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return new Reply.NotSent(true, "no connection" + byProxy() + " in time");
            }
            if (cause instanceof UnresolvedAddressException
                    || (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException)) {
                return new Reply.NotSent(true, proxy.isEmpty() ? UNRESOLVED : "no connection" + byProxy());
            }
            if (cause instanceof ConnectException) {
                return new Reply.NotSent(true, "no connection" + byProxy());
            }
            if (cause instanceof TrackedBody.NoSecondBeginning) {
                return new Reply.Lost("the connection broke");
            }
            String name = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
            if (!unsent) {
                return new Reply.Lost(
                        (cause instanceof IOException ? "the connection broke" : "the call broke off") + name);
            }
            return TunnelRefusal.status(cause)
                    .map(this::proxyRefused)
                    .orElseGet(() -> new Reply.NotSent(
                            true, "the connection" + byProxy() + " broke before anything was sent" + name));
        }

        private String byProxy() {
            return proxy.map(address -> " to the proxy " + address).orElse("");
        }

        private Reply proxyRefused(int status) {
            if (status == 407) {
                return new Reply.NotSent(false, proxyWantsLogin());
            }
            boolean passing = status == 429 || status >= 500;
            return new Reply.NotSent(
                    passing,
                    "the proxy " + proxy.orElse("in between") + " refused the way there with " + status
                            + "; nothing was sent" + (passing ? "" : ": have the host allowed there"));
        }

        private String proxyWantsLogin() {
            String wants = "the proxy " + proxy.orElse("in between") + " wants a login (407); nothing was sent: ";
            if (login.isEmpty()) {
                return wants + "set proxy_login_env to the name of a variable that holds user:password";
            }
            return ProxyLogin.withheld()
                    ? wants + ProxyLogin.remedyWhereWithheld()
                    : wants + "it did not take that of " + login.get().describe();
        }
    }
}
