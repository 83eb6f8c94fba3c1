package io.meepa.credentials.core.http;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;

/**
 * One request of a caller who waits, with the redirects that follow. Everything that may wait is done by his thread: handing an
 * exchange to another thread and back takes longer than all else that is added to it.
 *
 * @param policy decides on each request
 * @param clients the JDK's clients
 * @param handler the caller's
 * @param <T> the type of the body
 */
record BlockingExchange<T>(RequestPolicy policy, HttpClients clients, BodyHandler<T> handler) {

    /** Returns the last answer. */
    HttpResponse<T> send(HttpRequest request) throws IOException, InterruptedException {
        ResponseMask mask = ResponseMask.NONE;
        try {
            Leg<T> leg = Leg.first(policy, handler, request);
            while (true) {
                mask = leg.mask();
                HttpResponse<T> answer =
                        clients.of(leg.request()).send(leg.request().sent(), leg::body);
                HttpResponse<T> shown = leg.shown(answer);
                Optional<Redirect> redirect = leg.redirect(answer.statusCode(), answer.headers());
                if (redirect.isEmpty()) {
                    leg.request().rejectedBy(answer.statusCode()).forEach(policy.values()::reportRejected);
                    return shown;
                }
                leg = leg.next(redirect.get(), shown);
            }
        } catch (IOException | RuntimeException e) {
            throw thrown(mask.failure(cause(e)));
        } finally {
            mask.close();
        }
    }

    /** The JDK's client wraps what a handler throws, here ours or the caller's. */
    private static Throwable cause(Exception failure) {
        Throwable inner = failure.getCause();
        return failure instanceof IOException && (inner instanceof RuntimeException || inner instanceof Error)
                ? inner
                : failure;
    }

    private static IOException thrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException("the exchange failed", failure);
    }
}
