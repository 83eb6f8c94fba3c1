package io.meepa.examples.gateway.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Waits for the whole body of a request that passed the guard, without a thread, and copies it: what arrives bit by bit holds
 * no buffers.
 */
final class Bodies extends Handler.Wrapper {

    /** The attribute that holds the body, set before where none is read; there is none if it was cut off. One that is too large has a byte more than may be. */
    static final String BODY = Bodies.class.getName();

    private static final int MOST_SKIPPED = 4 * Call.LARGEST_BODY;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(BODY) == null) {
            new Arriving(request, response, callback).read(Runnable::run);
        } else {
            pass(request, response, callback);
        }
        return true;
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    /** A body on its way. Used by one thread at a time. */
    private final class Arriving {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        private int skipped;

        Arriving(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Reads what is there. What arrived later is carried out on a thread of its own: this one is the connection's. */
        void read(Executor carryingOut) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(() -> read(request.getComponents().getExecutor()));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    carryingOut.execute(() -> pass(request, response, callback));
                    return;
                }
                keep(chunk);
                boolean last = chunk.isLast();
                chunk.release();
                // What is left is read, or the client sees a broken connection instead of the answer.
                if (last || skipped > MOST_SKIPPED) {
                    request.setAttribute(BODY, body.toByteArray());
                    carryingOut.execute(() -> pass(request, response, callback));
                    return;
                }
            }
        }

        private void keep(Content.Chunk chunk) {
            int room = Call.LARGEST_BODY + 1 - body.size();
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes, 0, bytes.length);
            int kept = Math.min(room, bytes.length);
            body.write(bytes, 0, kept);
            skipped += bytes.length - kept;
        }
    }
}
