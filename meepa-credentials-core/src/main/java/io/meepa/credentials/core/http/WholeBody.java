package io.meepa.credentials.core.http;

import io.meepa.credentials.error.RequestRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a request's body before anything is sent, up to a limit. */
final class WholeBody implements Flow.Subscriber<ByteBuffer> {

    /** The longest body of a request that has a reference in a header. */
    static final int LONGEST = 1 << 20;

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private WholeBody() {}

    /**
     * Waits for the whole body.
     *
     * @throws RequestRefusedException if it is longer than the limit
     * @throws IOException if it cannot be read
     */
    static byte[] of(BodyPublisher publisher) throws IOException {
        WholeBody body = new WholeBody();
        publisher.subscribe(body);
        try {
            return body.whole.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before anything was sent");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RequestRefusedException refused) {
                throw refused;
            }
            throw new IOException("the request's body cannot be read", e.getCause());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        if (collected.size() + buffer.remaining() > LONGEST) {
            if (subscription != null) {
                subscription.cancel();
            }
            whole.completeExceptionally(
                    new RequestRefusedException("a request with a reference in a header has a body of more" + " than "
                            + LONGEST + " bytes: leave the header out, the rule adds it; nothing was sent"));
            return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        collected.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(collected.toByteArray());
    }
}
