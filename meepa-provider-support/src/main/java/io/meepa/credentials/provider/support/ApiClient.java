package io.meepa.credentials.provider.support;

import io.meepa.credentials.spi.ProviderContext;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A connection to one upstream, shared by all calls of an issuer: they share its sockets, its limit of calls at once, and
 * every wait that the upstream asks for. Immutable, thread-safe. Makes no call by itself.
 *
 * <p>Calls go through the host's proxy and trust the host's certificates ({@code ProxySelector.getDefault()}, the default
 * {@code SSLContext}), follow no redirect, and hold no lock.
 */
public final class ApiClient {

    private final String upstream;
    private final ProviderContext context;
    private final Access access;
    private final Duration runTimeout;
    private final Transport transport;
    private final Gate gate;

    private ApiClient(
            String upstream,
            ProviderContext context,
            Access access,
            Duration runTimeout,
            Transport transport,
            Gate gate) {
        this.upstream = upstream;
        this.context = context;
        this.access = access;
        this.runTimeout = runTimeout;
        this.transport = transport;
        this.gate = gate;
    }

    /**
     * Opens a client.
     *
     * @param upstream what people call the upstream
     * @param context clock, sleeper and randomness
     * @param settings deadlines and limits
     * @param access where calls go and as whom
     * @param classifier what the upstream's errors mean
     * @return the client
     */
    public static ApiClient open(
            String upstream,
            ProviderContext context,
            CallSettings settings,
            Access access,
            ErrorClassifier classifier) {
        return open(upstream, context, settings, access, classifier, InetAddress::getAllByName);
    }

    static ApiClient open(
            String upstream,
            ProviderContext context,
            CallSettings settings,
            Access access,
            ErrorClassifier classifier,
            BaseUrl.Resolver resolver) {
        return new ApiClient(
                upstream,
                context,
                access,
                settings.runTimeout(),
                new Transport(settings.callTimeout(), context.clock(), classifier, resolver),
                new Gate(settings.maxConcurrency(), context.clock(), context.sleeper()));
    }

    /**
     * Returns a client of another address of the same upstream, with the same sockets and limits.
     *
     * @param otherAccess where its calls go and as whom
     * @param otherClassifier what the errors mean there
     * @return the client
     */
    public ApiClient towards(Access otherAccess, ErrorClassifier otherClassifier) {
        return new ApiClient(upstream, context, otherAccess, runTimeout, transport.reading(otherClassifier), gate);
    }

    /**
     * Begins a piece of work, whose deadline runs from now.
     *
     * @return the run
     */
    public ApiRun begin() {
        return beginUntil(context.clock().instant().plus(runTimeout));
    }

    ApiRun beginUntil(Instant deadline) {
        return new ApiRun(this, deadline);
    }

    String upstream() {
        return upstream;
    }

    ProviderContext context() {
        return context;
    }

    Access access() {
        return access;
    }

    Transport transport() {
        return transport;
    }

    Gate gate() {
        return gate;
    }
}
