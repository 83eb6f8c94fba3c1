package io.meepa.credentials.core.http;

import io.meepa.credentials.core.operation.ManagerWork;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One request of a caller who does not wait, with the redirects that follow.
 *
 * @param <T> the type of the body
 */
final class AsyncExchange<T> {

    private final RequestPolicy policy;
    private final HttpClients clients;
    private final BodyHandler<T> handler;
    private final Executor waiting;
    private final CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();
    private volatile CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
    private volatile ResponseMask last = ResponseMask.NONE;

    /**
     * Creates an exchange.
     *
     * @param waiting runs what may wait: for a token, a name or a file
     */
    AsyncExchange(RequestPolicy policy, HttpClients clients, BodyHandler<T> handler, Executor waiting) {
        this.policy = policy;
        this.clients = clients;
        this.handler = handler;
        this.waiting = waiting;
    }

    /**
     * Starts the exchange.
     *
     * @return the last answer; cancelling ends what is under way
     */
    @SuppressWarnings("FutureReturnValueIgnored") // What is registered on the result has no result of its own.
    CompletableFuture<HttpResponse<T>> begin(HttpRequest request) {
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                underWay.cancel(true);
            }
            last.close();
        });
        try {
            waiting.execute(() -> attempt(() -> send(Leg.first(policy, handler, request)), ResponseMask.NONE));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(ManagerWork.closed());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failure goes to the result.
    private void send(Leg<T> leg) {
        CompletableFuture<HttpResponse<T>> flight =
                clients.of(leg.request()).sendAsync(leg.request().sent(), leg::body);
        underWay = flight;
        if (result.isCancelled()) {
            flight.cancel(true);
        }
        last = leg.mask();
        last.mask(); // Made here, while the request is on its way.
        flight.whenComplete((answer, failure) -> {
            if (failure != null) {
                fail(failure, leg.mask());
            } else {
                attempt(() -> settle(leg, answer), leg.mask());
            }
        });
    }

    private void settle(Leg<T> leg, HttpResponse<T> answer) {
        HttpResponse<T> shown = leg.shown(answer);
        Optional<Redirect> redirect = leg.redirect(answer.statusCode(), answer.headers());
        if (redirect.isEmpty()) {
            complete(leg.request().rejectedBy(answer.statusCode()), shown);
        } else {
            waiting.execute(() -> attempt(() -> send(leg.next(redirect.get(), shown)), leg.mask()));
        }
    }

    /** A dead token is reported before the caller sees the answer, so that its next request gets another one. */
    private void complete(List<AddedValue> rejected, HttpResponse<T> shown) {
        if (rejected.isEmpty()) {
            result.complete(shown);
            return;
        }
        waiting.execute(() -> {
            rejected.forEach(policy.values()::reportRejected);
            result.complete(shown);
        });
    }

    private void attempt(Step step, ResponseMask mask) {
        try {
            step.go();
        } catch (IOException | RuntimeException e) {
            fail(e, mask);
        }
    }

    private void fail(Throwable failure, ResponseMask mask) {
        result.completeExceptionally(mask.failure(failure));
    }

    /** A step that may end the exchange. */
    private interface Step {

        void go() throws IOException;
    }
}
