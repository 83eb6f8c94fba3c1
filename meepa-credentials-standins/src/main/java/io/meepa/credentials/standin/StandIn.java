package io.meepa.credentials.standin;

import java.util.List;
import java.util.function.Supplier;

/**
 * A running stand-in of a service: its own state, real HTTP on the loopback interface, faults on demand. Thread-safe.
 * Calls are served one at a time, so that what a test reads is never half of an effect.
 */
public abstract class StandIn implements AutoCloseable {

    private final Exchange exchange;
    private final LoopbackServer server;

    /**
     * Starts a server.
     *
     * @param rules the service's behaviour
     * @param options port and clock
     */
    protected StandIn(Rules rules, StandInOptions options) {
        exchange = new Exchange(rules, options.clock());
        server = new LoopbackServer(exchange, options.port());
        server.start();
    }

    /**
     * Returns where it listens.
     *
     * @return scheme, address and port, without a slash at the end
     */
    public String baseUrl() {
        return server.baseUrl();
    }

    /**
     * Disturbs one call to come.
     *
     * @param fault what goes wrong
     * @param route which calls count
     * @param nth which of them, from now: 1 for the next
     */
    public void fail(Fault fault, Route route, int nth) {
        exchange.fail(fault, route, nth);
    }

    /**
     * Disturbs every call to come, until {@link #heal}.
     *
     * @param fault what goes wrong
     * @param route which calls
     */
    public void failEvery(Fault fault, Route route) {
        exchange.failEvery(fault, route);
    }

    /**
     * Answers calls beyond a number a second with 429 and {@code Retry-After: 1}, without effect, until {@link #heal}.
     *
     * @param perSecond how many calls a second are served, by the clock it was started with
     */
    public void limitRate(int perSecond) {
        exchange.limitRate(perSecond);
    }

    /**
     * Returns the most calls that were here at once so far: arrived, and not yet answered.
     *
     * @return how many
     */
    public int mostAtOnce() {
        return exchange.mostAtOnce();
    }

    /**
     * Counts the calls that {@link #limitRate} refused so far.
     *
     * @return how many
     */
    public int refusedByLimit() {
        return exchange.refusedByLimit();
    }

    /** Forgets all faults to come and the rate limit. */
    public void heal() {
        exchange.heal();
    }

    /**
     * Returns every request so far, in order, refused and disturbed ones included.
     *
     * @return the requests
     */
    public List<RecordedRequest> requests() {
        return exchange.requests();
    }

    /**
     * Returns the requests of a route so far, in order.
     *
     * @param route the route
     * @return the requests
     */
    public List<RecordedRequest> requests(Route route) {
        return requests().stream()
                .filter(request -> route.fits(request.method(), request.path()))
                .toList();
    }

    /** Stops listening. Idempotent. */
    @Override
    public void close() {
        server.close();
    }

    /**
     * Reads or changes the rules' state between two calls.
     *
     * @param action what to do
     * @param <T> what it returns
     * @return what the action returns
     */
    protected final <T> T locked(Supplier<T> action) {
        return exchange.locked(action);
    }

    /**
     * Changes the rules' state between two calls.
     *
     * @param action what to do
     */
    protected final void change(Runnable action) {
        locked(() -> {
            action.run();
            return this;
        });
    }
}
