package io.meepa.credentials.core.http;

import io.meepa.credentials.core.http.answer.Answer;
import io.meepa.credentials.core.http.answer.AnswerInfo;
import io.meepa.credentials.core.http.answer.ContentDecoding;
import io.meepa.credentials.core.http.answer.MaskedBody;
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
import java.util.Optional;

/**
 * One request of an exchange, and what the caller sees of its answer. A redirect is followed by a further leg.
 *
 * @param policy decides on the request
 * @param handler the caller's
 * @param request what is sent
 * @param previous the redirect that led here, if one did
 * @param redirects how many may follow
 * @param <T> the type of the body
 */
record Leg<T>(
        RequestPolicy policy,
        BodyHandler<T> handler,
        PreparedRequest request,
        Optional<HttpResponse<T>> previous,
        int redirects) {

    /**
     * Prepares the request that a caller made.
     *
     * @throws RequestRefusedException if it must not be sent
     * @throws IOException if its host is unknown or its body cannot be read
     */
    static <T> Leg<T> first(RequestPolicy policy, BodyHandler<T> handler, HttpRequest request) throws IOException {
        return new Leg<>(policy, handler, policy.first(request), Optional.empty(), Redirect.MOST);
    }

    /**
     * Prepares the request that a redirect leads to.
     *
     * @param shown the redirect, as the caller sees it
     * @throws RequestRefusedException if it must not be sent
     * @throws IOException if its host is unknown
     */
    Leg<T> next(Redirect redirect, HttpResponse<T> shown) throws IOException {
        PreparedRequest next = policy.next(redirect.after(request.asked()), mask());
        return new Leg<>(policy, handler, next, Optional.of(shown), redirects - 1);
    }

    ResponseMask mask() {
        return request.mask();
    }

    /** Reads the body as the caller's handler does, without values. A redirect has none, as with the JDK's client. */
    BodySubscriber<T> body(ResponseInfo info) {
        requireSameAddresses();
        if (redirect(info.statusCode(), info.headers()).isPresent()) {
            @SuppressWarnings({"unchecked", "NullAway"}) // The JDK's client answers a redirect with null, too.
            BodySubscriber<T> nothing = (BodySubscriber<T>) BodySubscribers.replacing(null);
            return nothing;
        }
        if (mask().isEmpty()) {
            return handler.apply(info);
        }
        ContentDecoding decoding = isBodyless() ? ContentDecoding.IDENTITY : ContentDecoding.of(info.headers());
        BodySubscriber<T> caller =
                handler.apply(new AnswerInfo(info.statusCode(), masked(info.headers()), info.version()));
        return new MaskedBody<>(caller, decoding, mask().mask());
    }

    /** Returns the answer as the caller sees it. */
    HttpResponse<T> shown(HttpResponse<T> answer) {
        return Answer.of(
                answer, request.asked(), mask().isEmpty() ? answer.headers() : masked(answer.headers()), previous);
    }

    /**
     * Returns where an answer leads, if it is a redirect that is followed.
     *
     * @throws RequestRefusedException if its address repeats a value
     */
    Optional<Redirect> redirect(int status, HttpHeaders headers) {
        Optional<Redirect> redirect =
                redirects == 0 ? Optional.empty() : Redirect.in(request.asked().uri(), status, headers);
        if (redirect.isPresent()
                && !mask().isEmpty()
                && mask().hides(redirect.get().to().toString())) {
            throw new RequestRefusedException(
                    "an answer of " + request.asked().uri().getHost()
                            + " is a redirect that repeats the credential; it was not followed");
        }
        return redirect;
    }

    private HttpHeaders masked(HttpHeaders headers) {
        return mask().headers(headers, !isBodyless());
    }

    private boolean isBodyless() {
        return request.asked().method().equals("HEAD");
    }

    private void requireSameAddresses() {
        try {
            policy.addresses().require(request.asked().uri(), request.secret());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the request's address only. */
    @Override
    public String toString() {
        return request.toString();
    }
}
