package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Makes one attempt over the wire and says how it ended. Follows no redirect; uses the host's proxy and trust. */
final class Transport {

    static final int LONGEST_BODY = 1 << 20;

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Duration callTimeout;
    private final Clock clock;
    private final ErrorClassifier classifier;
    private final BaseUrl.Resolver resolver;

    Transport(Duration callTimeout, Clock clock, ErrorClassifier classifier, BaseUrl.Resolver resolver) {
        Duration half = callTimeout.dividedBy(2);
        HttpClient.Builder builder = HttpClient.newBuilder()
                // One exchange a connection at a time: a reset says which call it hit.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        this.http = builder.build();
        this.callTimeout = callTimeout;
        this.clock = clock;
        this.classifier = classifier;
        this.resolver = resolver;
    }

    private Transport(Transport other, ErrorClassifier classifier) {
        this.http = other.http;
        this.callTimeout = other.callTimeout;
        this.clock = other.clock;
        this.resolver = other.resolver;
        this.classifier = classifier;
    }

    Transport reading(ErrorClassifier another) {
        return new Transport(this, another);
    }

    Attempt attempt(ApiRequest request, Access.Grant grant, Duration left) throws InterruptedException {
        HttpRequest message = message(request, grant);
        try {
            if (connectsItself(message.uri())) {
                grant.base().checkResolved(resolver);
            }
        } catch (UnknownHostException e) {
            return failed(Verdict.AGAIN, "the host's name cannot be resolved");
        }
        Duration patience = left.compareTo(callTimeout) < 0 ? left : callTimeout;
        CompletableFuture<HttpResponse<Optional<byte[]>>> flight =
                http.sendAsync(message, info -> new CappedBody(LONGEST_BODY));
        try {
            return read(flight.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return failed(Verdict.UNKNOWN, "no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return broken(e.getCause());
        } finally {
            flight.cancel(true);
        }
    }

    private Attempt read(HttpResponse<Optional<byte[]>> response) {
        int status = response.statusCode();
        Optional<JsonNode> tree = response.body().flatMap(Json::parse);
        if (status >= 200 && status < 300) {
            return tree.<Attempt>map(body -> new Attempt.Done(status, body))
                    .orElseGet(() -> failed(Verdict.UNKNOWN, "the answer is too long or no JSON"));
        }
        if (status < 400) {
            return failed(Verdict.UNREACHABLE, "the address answers with a redirect, which is not followed");
        }
        JsonNode body = tree.orElse(MissingNode.getInstance());
        Classified meaning = classifier.classify(
                new UpstreamError(status, body, name -> response.headers().firstValue(name)));
        Optional<Duration> wait = Backoff.retryAfter(response.headers().firstValue("Retry-After"), clock);
        return new Attempt.Failed(status, body, meaning, wait);
    }

    private static HttpRequest message(ApiRequest request, Access.Grant grant) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri(grant.base()))
                .header("Accept", "application/json")
                .header("User-Agent", "meepa-credentials");
        request.headers().forEach(builder::header);
        request.key().or(grant::key).ifPresent(key -> builder.header("Authorization", authorization(grant, key)));
        if (request.contentType().isEmpty()) {
            return builder.method(request.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return builder.header("Content-Type", request.contentType())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    /** Checked here, because the JDK's own complaint repeats the value. */
    private static String authorization(Access.Grant grant, Secret key) {
        String value = key.reveal();
        if (value.isEmpty() || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new ConfigurationException("the key for " + grant.base().host()
                    + " has characters that no key has, blanks or line ends for instance: set it anew");
        }
        return grant.scheme().isEmpty() ? value : grant.scheme() + " " + value;
    }

    /** Behind a proxy it is the proxy that resolves names; this machine may not even be able to. */
    private boolean connectsItself(URI uri) {
        return http.proxy()
                .map(selector -> selector.select(uri).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT))
                .orElse(true);
    }

    /** Only the kind of the error is told: the texts of some repeat what was sent. */
    private static Attempt broken(@Nullable Throwable cause) {
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return failed(Verdict.UNREACHABLE, "the server's certificate or TLS version is not acceptable");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return failed(Verdict.AGAIN, "no connection in time");
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return failed(Verdict.AGAIN, "no connection");
        }
        String kind = cause instanceof IOException ? "the connection broke" : "the call broke off";
        return failed(
                Verdict.UNKNOWN,
                kind + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }

    private static Attempt failed(Verdict verdict, String text) {
        return new Attempt.Failed(0, MissingNode.getInstance(), new Classified(verdict, "", text), Optional.empty());
    }
}
