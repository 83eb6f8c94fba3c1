package io.meepa.credentials.core.http.answer;

import io.meepa.credentials.tool.OutputMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes a body on to the caller's subscriber, decoded and masked, as it comes: at most one piece per request for one. What may
 * be the beginning of a value is held back until it is decided.
 *
 * @param <T> what the caller makes of the body
 */
public final class MaskedBody<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> caller;
    private final ByteArrayOutputStream decided = new ByteArrayOutputStream();
    private final OutputStream passage;
    private final AtomicLong wanted = new AtomicLong();
    private Flow.@Nullable Subscription upstream;
    private boolean ended;
    private boolean done;

    /** Creates the way of one body. */
    public MaskedBody(BodySubscriber<T> caller, ContentDecoding decoding, OutputMask mask) {
        this.caller = caller;
        this.passage = decoding.before(mask.filter(decided));
    }

    @Override
    public CompletionStage<T> getBody() {
        return caller.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        caller.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long pieces) {
                wanted.updateAndGet(before -> before + pieces < 0 ? Long.MAX_VALUE : before + pieces);
                if (!finishIfWanted()) {
                    subscription.request(pieces);
                }
            }

            @Override
            public void cancel() {
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (isDone()) {
            return; // What was on its way when the body failed.
        }
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                passage.write(bytes);
            }
        } catch (IOException e) {
            fail(e);
            return;
        }
        if (decided.size() > 0) {
            pass();
        } else if (upstream != null) {
            upstream.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!end()) {
            caller.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            if (done) {
                return;
            }
            try {
                passage.close();
            } catch (IOException e) {
                done = true;
                caller.onError(e);
                return;
            }
            ended = true;
        }
        finishIfWanted();
    }

    /** The last piece, too, waits until it is asked for. Returns whether nothing more comes from upstream. */
    private boolean finishIfWanted() {
        synchronized (this) {
            if (!ended) {
                return false;
            }
            if (done || (decided.size() > 0 && wanted.get() == 0)) {
                return true;
            }
            done = true;
        }
        if (decided.size() > 0) {
            pass();
        }
        caller.onComplete();
        return true;
    }

    private void pass() {
        wanted.updateAndGet(before -> before == Long.MAX_VALUE ? before : Math.max(0, before - 1));
        byte[] bytes = decided.toByteArray();
        decided.reset();
        caller.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
    }

    private void fail(IOException failure) {
        if (upstream != null) {
            upstream.cancel();
        }
        if (!end()) {
            caller.onError(failure);
        }
    }

    private synchronized boolean isDone() {
        return done;
    }

    /** Returns whether the end was reached before. */
    private synchronized boolean end() {
        boolean before = done;
        done = true;
        return before;
    }
}
