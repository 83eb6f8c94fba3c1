package io.meepa.credentials.core.http;

import io.meepa.credentials.core.http.answer.Answer;
import io.meepa.credentials.core.http.answer.AnswerInfo;
import io.meepa.credentials.core.http.answer.ContentDecoding;
import io.meepa.credentials.core.http.answer.MaskedBody;
import io.meepa.credentials.core.operation.ManagerWork;
import io.meepa.credentials.error.RequestRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One request of a caller, with the redirects that follow.
 *
 * @param <T> the type of the body
 */
final class Exchange<T> {

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
    Exchange(RequestPolicy policy, HttpClients clients, BodyHandler<T> handler, Executor waiting) {
        this.policy = policy;
        this.clients = clients;
        this.handler = handler;
        this.waiting = waiting;
    }

    /**
     * Starts an exchange.
     *
     * @param first runs what has to be done before the first request is sent
     * @return the last answer; cancelling ends what is under way
     */
    @SuppressWarnings("FutureReturnValueIgnored") // What is registered on the result has no result of its own.
    CompletableFuture<HttpResponse<T>> begin(HttpRequest request, Executor first) {
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                underWay.cancel(true);
            }
            last.close();
        });
        try {
            first.execute(() ->
                    attempt(() -> send(policy.first(request), Optional.empty(), Redirect.MOST), ResponseMask.NONE));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(ManagerWork.closed());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failure goes to the result.
    private void send(PreparedRequest request, Optional<HttpResponse<T>> previous, int redirects) {
        CompletableFuture<HttpResponse<T>> flight =
                clients.of(request).sendAsync(request.sent(), info -> body(request, info, redirects));
        underWay = flight;
        if (result.isCancelled()) {
            flight.cancel(true);
        }
        last = request.mask();
        last.mask(); // Made here, while the request is on its way.
        flight.whenComplete((answer, failure) -> {
            if (failure != null) {
                fail(failure, request.mask());
            } else {
                attempt(() -> settle(request, answer, previous, redirects), request.mask());
            }
        });
    }

    private BodySubscriber<T> body(PreparedRequest request, ResponseInfo info, int redirects) {
        requireSameAddresses(request);
        if (redirect(request, info.statusCode(), info.headers(), redirects).isPresent()) {
            @SuppressWarnings({"unchecked", "NullAway"}) // A redirect has no body, as with the JDK's client.
            BodySubscriber<T> nothing = (BodySubscriber<T>) BodySubscribers.replacing(null);
            return nothing;
        }
        if (request.mask().isEmpty()) {
            return handler.apply(info);
        }
        boolean bodyless = isBodyless(request);
        ContentDecoding decoding = bodyless ? ContentDecoding.IDENTITY : ContentDecoding.of(info.headers());
        BodySubscriber<T> caller = handler.apply(
                new AnswerInfo(info.statusCode(), request.mask().headers(info.headers(), !bodyless), info.version()));
        return new MaskedBody<>(caller, decoding, request.mask().mask());
    }

    private void settle(
            PreparedRequest request, HttpResponse<T> answer, Optional<HttpResponse<T>> previous, int redirects) {
        HttpResponse<T> shown = Answer.of(
                answer,
                request.asked(),
                request.mask().isEmpty()
                        ? answer.headers()
                        : request.mask().headers(answer.headers(), !isBodyless(request)),
                previous);
        Optional<Redirect> redirect = redirect(request, answer.statusCode(), answer.headers(), redirects);
        if (redirect.isEmpty()) {
            complete(request.rejectedBy(answer.statusCode()), shown);
            return;
        }
        HttpRequest next = redirect.get().after(request.asked());
        waiting.execute(() -> attempt(
                () -> send(policy.next(next, request.mask()), Optional.of(shown), redirects - 1), request.mask()));
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

    private static Optional<Redirect> redirect(
            PreparedRequest request, int status, HttpHeaders headers, int redirects) {
        Optional<Redirect> redirect =
                redirects == 0 ? Optional.empty() : Redirect.in(request.asked().uri(), status, headers);
        if (redirect.isPresent()
                && !request.mask().isEmpty()
                && request.mask().hides(redirect.get().to().toString())) {
            throw new RequestRefusedException(
                    "an answer of " + request.asked().uri().getHost()
                            + " is a redirect that repeats the credential; it was not followed");
        }
        return redirect;
    }

    private void requireSameAddresses(PreparedRequest request) {
        try {
            policy.addresses().require(request.asked().uri(), request.secret());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBodyless(PreparedRequest request) {
        return request.asked().method().equals("HEAD");
    }

    private void attempt(Step step, ResponseMask mask) {
        try {
            step.go();
        } catch (IOException | RuntimeException e) {
            fail(e, mask);
        }
    }

    private void fail(Throwable failure, ResponseMask mask) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        result.completeExceptionally(mask.failure(cause));
    }

    /** A step that may end the exchange. */
    private interface Step {

        void go() throws IOException;
    }
}
