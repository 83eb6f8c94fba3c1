package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.retry.Backoff;
import io.meepa.credentials.provider.support.transport.HttpTransport;
import io.meepa.credentials.provider.support.transport.Json;
import io.meepa.credentials.provider.support.transport.OutgoingRequest;
import io.meepa.credentials.provider.support.transport.Reply;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends one request once and says what its reply means. */
record RequestSender(
        HttpTransport transport,
        Duration callTimeout,
        Clock clock,
        ErrorClassifier classifier,
        BaseUrl.Resolver resolver) {

    private static final String IN_BETWEEN = "something in between answered, not the service: ";

    RequestSender reading(ErrorClassifier another) {
        return new RequestSender(transport, callTimeout, clock, another, resolver);
    }

    /** Returns the longest one attempt may take. */
    Duration longest(Duration left) {
        return left.compareTo(callTimeout) < 0 ? left : callTimeout;
    }

    Attempt attempt(ApiRequest request, ApiEndpoint.Grant grant, Duration left) {
        Reply reply = exchange(request, grant, left);
        if (reply instanceof Reply.Answer answer) {
            return read(request, answer);
        }
        if (reply instanceof Reply.NotSent unsent) {
            return failed(unsent.passing() ? CallOutcome.AGAIN : CallOutcome.UNREACHABLE, unsent.reason());
        }
        return reply instanceof Reply.Interrupted interrupted
                ? new Attempt.Interrupted(interrupted.sent())
                : failed(CallOutcome.UNKNOWN, ((Reply.Lost) reply).reason());
    }

    Reply exchange(ApiRequest request, ApiEndpoint.Grant grant, Duration left) {
        OutgoingRequest message = new OutgoingRequest(
                request.method(), request.uri(grant.base()), headers(request, grant), request.body());
        return transport.send(message, () -> addressRefusal(grant.base()), longest(left), request.longestBody());
    }

    Optional<Duration> retryAfter(Reply.Answer answer) {
        return Backoff.retryAfter(answer.headers().firstValue("Retry-After"), clock);
    }

    private Optional<Reply.NotSent> addressRefusal(BaseUrl base) {
        try {
            base.checkResolved(resolver);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(new Reply.NotSent(true, HttpTransport.UNRESOLVED));
        }
    }

    private Attempt read(ApiRequest request, Reply.Answer answer) {
        int status = answer.status();
        Optional<JsonNode> tree = answer.defect().isEmpty() ? Json.parse(answer.body()) : Optional.empty();
        if (status >= 200 && status < 300) {
            return tree.<Attempt>map(body -> new Attempt.Done(status, body, answer.headers()))
                    .orElseGet(() -> failed(CallOutcome.UNKNOWN, unreadable(answer)));
        }
        if (status < 400) {
            return redirect(request, status);
        }
        JsonNode body = tree.filter(JsonNode::isContainerNode).orElse(MissingNode.getInstance());
        Classified meaning = body.isMissingNode()
                ? inBetween(answer)
                : classifier.classify(
                        new UpstreamError(status, body, name -> answer.headers().firstValue(name)));
        return new Attempt.Failed(status, body, meaning, retryAfter(answer), answer.headers());
    }

    /** The service promises JSON, of its refusals too: without it, a 404 is no absence and a 403 no judgement of the key. */
    private static Classified inBetween(Reply.Answer answer) {
        CallOutcome outcome = Classified.ofStatus(answer.status());
        return new Classified(
                outcome == CallOutcome.REFUSED ? CallOutcome.UNREACHABLE : outcome,
                "",
                IN_BETWEEN + "it sent " + (type(answer).isEmpty() ? "no JSON" : type(answer) + " and no JSON")
                        + "; look for a proxy, a firewall or a login page on the way");
    }

    private static String unreadable(Reply.Answer answer) {
        String type = type(answer);
        if (!answer.defect().isEmpty() && !answer.defect().contains("too long")) {
            return answer.defect();
        }
        return answer.defect().isEmpty() && !type.isEmpty() && !type.contains("json")
                ? "the answer is " + type
                        + " and no JSON: something in between may have answered, a proxy or a login page"
                : "the answer is too long or no JSON";
    }

    private static String type(Reply.Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.matches("[A-Za-z0-9!#$&^_.+/; =-]{1,80}") ? type.split(";", 2)[0].strip() : "";
    }

    /** Moved resources leave nothing done. After a POST, 303 and by habit 302 are the usual way to say that it was done. */
    private static Attempt redirect(ApiRequest request, int status) {
        boolean undone = request.onlyReads() || status == 301 || status == 307 || status == 308;
        return failed(
                undone ? CallOutcome.UNREACHABLE : CallOutcome.UNKNOWN,
                "the address answers with a redirect (" + status + "), which is not followed");
    }

    private static Map<String, String> headers(ApiRequest request, ApiEndpoint.Grant grant) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "meepa-credentials");
        if (!request.contentType().isEmpty()) {
            headers.put("Content-Type", request.contentType());
        }
        request.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        authorization(request, grant).ifPresent(value -> headers.put("Authorization", value));
        return headers;
    }

    private static Optional<String> authorization(ApiRequest request, ApiEndpoint.Grant grant) {
        if (request.authorization().isPresent()) {
            return request.authorization().map(value -> printable(grant, value, 0x1f));
        }
        return request.key().or(grant::key).map(key -> {
            String value = printable(grant, key, 0x20);
            return grant.scheme().isEmpty() ? value : grant.scheme() + " " + value;
        });
    }

    /** Checked here, because the JDK's own complaint repeats the value. */
    private static String printable(ApiEndpoint.Grant grant, Secret secret, int below) {
        String value = secret.reveal();
        if (value.isEmpty() || !value.chars().allMatch(c -> c > below && c < 0x7f)) {
            throw new ConfigurationException("the key for " + grant.base().host()
                    + " has characters that no key has, blanks or line ends for instance: set it anew");
        }
        return value;
    }

    private static Attempt failed(CallOutcome outcome, String text) {
        return new Attempt.Failed(
                0, MissingNode.getInstance(), new Classified(outcome, "", text), Optional.empty(), Attempt.NO_HEADERS);
    }

    /** How one attempt ended. */
    sealed interface Attempt {

        HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

        /** A success. */
        record Done(int status, JsonNode body, HttpHeaders headers) implements Attempt {}

        /** Anything else; the status is 0 if there was no answer. */
        record Failed(int status, JsonNode body, Classified meaning, Optional<Duration> retryAfter, HttpHeaders headers)
                implements Attempt {

            CallOutcome outcome() {
                return meaning.outcome();
            }
        }

        /** The thread was interrupted, before or after the request was begun. */
        record Interrupted(boolean sent) implements Attempt {}
    }
}
