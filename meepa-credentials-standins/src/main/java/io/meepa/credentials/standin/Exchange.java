package io.meepa.credentials.standin;

import io.meepa.credentials.standin.Reply.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Takes calls one at a time: records, limits, disturbs, and asks the rules. Thread-safe. */
final class Exchange {

    private static final int HUGE = 10_000_000;

    private final Rules rules;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private int refusedByLimit;
    private Optional<RateLimit> rateLimit = Optional.empty();

    Exchange(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    Reply handle(Call call) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return handledAlone(call);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    synchronized int refusedByLimit() {
        return refusedByLimit;
    }

    private synchronized Reply handledAlone(Call call) {
        requests.add(RecordedRequest.of(call, clock.instant()));
        if (rateLimit.isPresent() && !rateLimit.get().admits()) {
            refusedByLimit++;
            return Reply.plain(rules.failure(429, Optional.of(Duration.ofSeconds(1))));
        }
        return faults.due(call).map(fault -> disturbed(fault, call)).orElseGet(() -> Reply.plain(answer(call)));
    }

    synchronized <T> T locked(Supplier<T> action) {
        return action.get();
    }

    synchronized void fail(Fault fault, Route route, int nth) {
        faults.add(fault, route, nth);
    }

    synchronized void failEvery(Fault fault, Route route) {
        faults.addForEvery(fault, route);
    }

    synchronized void heal() {
        faults.clear();
        rateLimit = Optional.empty();
    }

    synchronized void limitRate(int perSecond) {
        rateLimit = Optional.of(new RateLimit(clock, perSecond));
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    private Answer answer(Call call) {
        try {
            return rules.answer(call);
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private Reply disturbed(Fault fault, Call call) {
        if (fault instanceof Fault.Delay delay) {
            return new Reply(answer(call), Transport.DELAYED, delay.duration());
        }
        if (fault instanceof Fault.Hold hold) {
            return Reply.held(answer(call), hold.release());
        }
        if (fault instanceof Fault.SlowDrip drip) {
            return new Reply(answer(call), Transport.DRIPPING, drip.duration());
        }
        if (fault instanceof Fault.TooManyRequests busy) {
            return Reply.plain(rules.failure(429, Optional.of(busy.retryAfter())));
        }
        if (fault instanceof Fault.Failure failure) {
            return Reply.plain(after(failure.effect(), call, () -> rules.failure(failure.status(), Optional.empty())));
        }
        if (fault instanceof Fault.Canned canned) {
            return Reply.plain(after(
                    canned.effect(), call, () -> Answer.text(canned.status(), "application/json", canned.body())));
        }
        return disturbed((Fault.Plain) fault, call);
    }

    private Answer after(boolean effect, Call call, Supplier<Answer> instead) {
        if (effect) {
            answer(call);
        }
        return instead.get();
    }

    private Reply disturbed(Fault.Plain fault, Call call) {
        if (fault == Fault.Plain.RESET_BEFORE_EFFECT) {
            return Reply.broken(Transport.RESET);
        }
        if (fault == Fault.Plain.ECHO_AUTHORIZATION) {
            return Reply.plain(echo(call));
        }
        Answer answer = answer(call);
        return switch (fault) {
            case RESET_AFTER_EFFECT -> Reply.broken(Transport.RESET);
            case CUT_AFTER_EFFECT -> Reply.broken(Transport.CLOSED);
            case TRUNCATED_BODY -> Reply.truncated(answer);
            case MALFORMED_CHUNK -> Reply.broken(Transport.MALFORMED_CHUNK);
            case GARBAGE_BYTES -> Reply.broken(Transport.GARBAGE_BYTES);
            case TWICE -> Reply.plain(answer(call));
            default -> Reply.plain(spoilt(fault, answer));
        };
    }

    private static Answer spoilt(Fault.Plain fault, Answer answer) {
        return switch (fault) {
            case GARBAGE_BODY -> answer.withBody("<<< this is no JSON {");
            case EMPTY_BODY -> answer.withBody("");
            case EMPTY_LISTING -> answer.withBody(emptied(answer.body()));
            case HUGE_BODY -> answer.withBody(Json.write(Map.of("filler", "x".repeat(HUGE))));
            case WRONG_CONTENT_TYPE -> answer.withType("text/html");
            default -> throw new IllegalArgumentException(fault + " does not spoil an answer");
        };
    }

    /** Leaves an answer that is no listing as it is. */
    private static String emptied(String body) {
        Map<String, Object> fields = new LinkedHashMap<>(Json.read(body).orElse(Map.of()));
        if (fields.values().stream().noneMatch(List.class::isInstance)) {
            return body;
        }
        fields.replaceAll((name, value) -> value instanceof List ? List.of() : value);
        fields.keySet().removeAll(Set.of("next_page_token", "nextPageToken", "count", "total_entries", "total_pages"));
        return Json.write(fields);
    }

    private static Answer echo(Call call) {
        String credential = call.header("authorization").orElse("");
        String message = "internal error while handling " + credential;
        return Answer.json(500, Map.of("name", "InternalError", "message", message, "code", credential));
    }
}
