package io.meepa.credentials.provider.support;

import io.meepa.credentials.provider.support.retry.CallThrottle;
import io.meepa.credentials.provider.support.retry.RetryBudget;
import io.meepa.credentials.provider.support.transport.HttpTransport;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A client of one upstream, shared by all calls of an issuer. They share the limit of calls at once and every wait that the
 * upstream asks for. Thread-safe.
 *
 * <p>Opening a client opens no socket and starts no thread; the first call does. All clients of this process share the JDK's
 * HTTP clients below. Close a client with its issuer: on Java 21 and later the last one closes the HTTP client, on Java 17 it
 * is dropped and ends when it is collected.
 *
 * <p>Calls use the host's proxy and trust ({@code ProxySelector.getDefault()}, the default {@code SSLContext}), and follow no
 * redirect.
 */
public final class ApiClient implements AutoCloseable {

    private final String upstream;
    private final ProviderContext context;
    private final ApiEndpoint endpoint;
    private final Duration runTimeout;
    private final RequestSender sender;
    private final CallThrottle throttle;

    private ApiClient(
            String upstream,
            ProviderContext context,
            ApiEndpoint endpoint,
            Duration runTimeout,
            RequestSender sender,
            CallThrottle throttle) {
        this.upstream = upstream;
        this.context = context;
        this.endpoint = endpoint;
        this.runTimeout = runTimeout;
        this.sender = sender;
        this.throttle = throttle;
    }

    /**
     * Creates a client; opens nothing.
     *
     * @param upstream what people call the upstream
     * @param context clock, sleeper and randomness
     * @param settings deadlines and limits
     * @param endpoint address and key
     * @param classifier what the upstream's errors mean
     * @return the client
     */
    public static ApiClient open(
            String upstream,
            ProviderContext context,
            CallSettings settings,
            ApiEndpoint endpoint,
            ErrorClassifier classifier) {
        return open(upstream, context, settings, endpoint, classifier, InetAddress::getAllByName);
    }

    static ApiClient open(
            String upstream,
            ProviderContext context,
            CallSettings settings,
            ApiEndpoint endpoint,
            ErrorClassifier classifier,
            BaseUrl.Resolver resolver) {
        HttpTransport transport = new HttpTransport(settings.callTimeout(), settings.login());
        return new ApiClient(
                upstream,
                context,
                endpoint,
                settings.runTimeout(),
                new RequestSender(transport, settings.callTimeout(), context.clock(), classifier, resolver),
                new CallThrottle(settings.maxConcurrency(), context.clock(), context.sleeper()));
    }

    /**
     * Returns a client of another address of the same upstream, with the same sockets and limits. Closing either closes both.
     *
     * @param otherEndpoint its address and key
     * @param otherClassifier what the errors mean there
     * @return the client
     */
    public ApiClient towards(ApiEndpoint otherEndpoint, ErrorClassifier otherClassifier) {
        return new ApiClient(upstream, context, otherEndpoint, runTimeout, sender.reading(otherClassifier), throttle);
    }

    /**
     * Starts a piece of work, whose deadline runs from now, outside of any flight.
     *
     * @return the run
     */
    public ApiRun begin() {
        return begin(CallGuard.none());
    }

    /**
     * Starts a piece of work, whose deadline runs from now.
     *
     * @param guard asked before each request, repeats included
     * @return the run
     */
    public ApiRun begin(CallGuard guard) {
        Instant deadline = context.clock().instant().plus(runTimeout);
        return within(new RetryBudget(context.clock(), deadline, guard));
    }

    /** Later calls fail with a typed error; calls under way end by themselves, each within its deadline. */
    @Override
    public void close() {
        sender.transport().close();
    }

    ApiRun within(RetryBudget budget) {
        return new ApiRun(this, budget);
    }

    String upstream() {
        return upstream;
    }

    ProviderContext context() {
        return context;
    }

    ApiEndpoint endpoint() {
        return endpoint;
    }

    RequestSender sender() {
        return sender;
    }

    CallThrottle throttle() {
        return throttle;
    }
}
