package io.meepa.credentials.provider.support.transport;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that knows whether the request was begun. The JDK asks a body for its length when it writes the request's
 * headers, so after the connection and the proxy's tunnel. A request that was given up before that point cannot begin any
 * more, and none begins twice: the JDK would repeat a GET on its own, without asking the guard.
 */
final class TrackedBody implements BodyPublisher {

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    TrackedBody(byte[] body) {
        bytes = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    }

    @Override
    public long contentLength() {
        if (!state.compareAndSet(State.WAITING, State.BEGUN)) {
            throw new NoSecondBeginning();
        }
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }

    /** Gives the request up. Returns true if it had not begun, so that nothing was sent and nothing will be. */
    boolean abandon() {
        return state.compareAndExchange(State.WAITING, State.ABANDONED) != State.BEGUN;
    }

    /** Stops an exchange that was given up, or that the JDK would repeat. */
    static final class NoSecondBeginning extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private enum State {
        WAITING,
        BEGUN,
        ABANDONED
    }
}
