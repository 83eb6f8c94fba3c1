package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.provider.support.RequestSender.Attempt;
import io.meepa.credentials.provider.support.retry.Backoff;
import io.meepa.credentials.provider.support.retry.RetryBudget;
import io.meepa.credentials.provider.support.transport.Reply;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Duration;
import java.util.Optional;

/** One call: its attempts, the waits between them, and its result. */
final class Call {

    private final ApiClient client;
    private final ProviderContext context;
    private final ApiRequest request;
    private final ApiEndpoint.Grant grant;
    private final CallMessages messages;
    private final RetryBudget budget;
    private final Backoff backoff;
    private final long ticket;

    /** Whether an attempt so far may have been carried out. */
    private boolean doubtful;

    private Duration pause = Duration.ZERO;

    Call(ApiClient client, ApiRequest request, ApiEndpoint.Grant grant, CallMessages messages, RetryBudget budget) {
        this.client = client;
        this.context = client.context();
        this.request = request;
        this.grant = grant;
        this.messages = messages;
        this.budget = budget;
        this.backoff = new Backoff(context.random());
        this.ticket = client.throttle().ticket();
    }

    /** Makes attempts until one has a definite answer, or no further one is worth while. */
    ApiAnswer make() {
        try {
            for (int attempt = 1; ; attempt++) {
                Attempt end = attempt(attempt);
                if (end instanceof Attempt.Done done) {
                    return ApiAnswer.done(messages, done);
                }
                if (end instanceof Attempt.Interrupted interrupted) {
                    throw interrupted(interrupted.sent());
                }
                Attempt.Failed failed = (Attempt.Failed) end;
                if (failed.outcome() == CallOutcome.REFUSED) {
                    return ApiAnswer.refused(messages, failed, doubtful);
                }
                doubtful |= failed.outcome() == CallOutcome.UNKNOWN && !request.onlyReads();
                if (!worthRepeating(failed) || attempt == Backoff.ATTEMPTS || !waitedAfter(attempt, failed)) {
                    throw givenUp(failed);
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(false);
        } finally {
            client.throttle().giveUp(ticket);
        }
    }

    /** Makes one attempt, and returns whatever was answered. */
    RawAnswer exchange() {
        try {
            enter();
            Optional<Duration> busy = Optional.empty();
            try {
                Reply reply = client.sender().exchange(request, grant, budget.left());
                if (reply instanceof Reply.Answer answer && answer.status() == 429) {
                    busy = Optional.of(
                            shortened(client.sender().retryAfter(answer).orElseGet(() -> backoff.afterAttempt(1))));
                }
                return raw(reply);
            } finally {
                leave(busy);
            }
        } catch (InterruptedException e) {
            throw interrupted(false);
        } finally {
            client.throttle().giveUp(ticket);
        }
    }

    private RawAnswer raw(Reply reply) {
        if (reply instanceof Reply.Answer answer && answer.defect().isEmpty()) {
            return new RawAnswer(answer);
        }
        if (reply instanceof Reply.Interrupted interrupted) {
            throw interrupted(interrupted.sent());
        }
        doubtful = !(reply instanceof Reply.NotSent) && !request.onlyReads();
        if (reply instanceof Reply.NotSent unsent) {
            throw failure(unsent.reason());
        }
        throw failure(reply instanceof Reply.Lost lost ? lost.reason() : ((Reply.Answer) reply).defect());
    }

    private Attempt attempt(int number) throws InterruptedException {
        enter();
        Optional<Duration> busy = Optional.empty();
        try {
            Attempt end = client.sender().attempt(request, grant, budget.left());
            if (end instanceof Attempt.Failed failed && failed.outcome() == CallOutcome.BUSY) {
                pause = pauseAfter(number, failed);
                busy = Optional.of(shortened(pause));
            }
            return end;
        } finally {
            leave(busy);
        }
    }

    /** Waits for a place among the calls, and asks whether the request may still be sent. */
    private void enter() throws InterruptedException {
        if (!client.throttle().enter(ticket, budget.deadline())) {
            throw failure(
                    "no time is left, for the upstream asked all calls to wait or others came first: try again later");
        }
        if (budget.isOver()) {
            client.throttle().leave();
            throw tooLate();
        }
        boolean allowed = false;
        try {
            budget.guard().check(client.sender().longest(budget.left()));
            allowed = !budget.isOver(); // The guard may write and wait.
        } catch (RuntimeException e) {
            throw doubtful
                    ? new ProviderIndeterminateException(
                            messages.say("left open whether it did", "a repeat was not allowed any more"), e)
                    : e;
        } finally {
            if (!allowed) {
                client.throttle().leave();
            }
        }
        if (!allowed) {
            throw tooLate();
        }
    }

    private ProviderException tooLate() {
        return failure("no time is left, for the run took all it had: try again later");
    }

    private void leave(Optional<Duration> busy) {
        busy.ifPresentOrElse(
                wait -> client.throttle().leaveShut(ticket, wait),
                () -> client.throttle().leave());
    }

    private boolean worthRepeating(Attempt.Failed failed) {
        return switch (failed.outcome()) {
            case BUSY, AGAIN -> true;
            case UNKNOWN -> request.mayRepeat();
            case REFUSED, UNREACHABLE -> false;
        };
    }

    /** Returns false if the wait is longer than what is left of the run or than an upstream may ask for. */
    private boolean waitedAfter(int number, Attempt.Failed failed) throws InterruptedException {
        boolean busy = failed.outcome() == CallOutcome.BUSY;
        Duration wait = busy ? pause : pauseAfter(number, failed);
        if (tooLong(wait) || wait.compareTo(budget.left()) >= 0) {
            return false;
        }
        if (!busy) {
            context.sleeper().sleep(wait);
        }
        return true;
    }

    private Duration pauseAfter(int number, Attempt.Failed failed) {
        return failed.retryAfter().map(backoff::spread).orElseGet(() -> backoff.afterAttempt(number));
    }

    private static Duration shortened(Duration wait) {
        return tooLong(wait) ? Backoff.LONGEST_RETRY_AFTER : wait;
    }

    private static boolean tooLong(Duration wait) {
        return wait.compareTo(Backoff.LONGEST_RETRY_AFTER.plus(Backoff.BASE)) > 0;
    }

    private ProviderException givenUp(Attempt.Failed failed) {
        String asked = failed.retryAfter()
                .map(wait -> "it asks to wait " + wait.toSeconds() + " s")
                .orElse("");
        String status = failed.status() == 0 ? "" : String.valueOf(failed.status());
        String code = failed.meaning().code();
        return failure(failed.meaning().text(), (status + " " + code).strip(), asked);
    }

    private ProviderException interrupted(boolean sent) {
        Thread.currentThread().interrupt();
        doubtful |= sent && !request.onlyReads();
        return failure("the thread was interrupted");
    }

    private ProviderException failure(String... details) {
        return doubtful
                ? new ProviderIndeterminateException(messages.say("left open whether it did", details))
                : new ProviderUnavailableException(messages.say("could not be asked to", details));
    }
}
