package io.meepa.credentials.provider.support;

import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.spi.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One call: its attempts, the waits between them, and what they come to. */
final class Call {

    private final ApiClient client;
    private final ProviderContext context;
    private final ApiRequest request;
    private final Access.Grant grant;
    private final Wording wording;
    private final Instant deadline;
    private final Backoff backoff;
    private final long ticket;

    /** Whether an attempt so far may have been carried out. */
    private boolean doubtful;

    private Duration pause = Duration.ZERO;

    Call(ApiClient client, ApiRequest request, Access.Grant grant, Wording wording, Instant deadline) {
        this.client = client;
        this.context = client.context();
        this.request = request;
        this.grant = grant;
        this.wording = wording;
        this.deadline = deadline;
        this.backoff = new Backoff(context.random());
        this.ticket = client.gate().ticket();
    }

    ApiAnswer make() {
        try {
            for (int attempt = 1; ; attempt++) {
                Attempt end = attempt(attempt);
                if (end instanceof Attempt.Done done) {
                    return ApiAnswer.done(wording, done);
                }
                Attempt.Failed failed = (Attempt.Failed) end;
                if (failed.verdict() == Verdict.REFUSED) {
                    return ApiAnswer.refused(wording, failed, doubtful);
                }
                doubtful |= failed.verdict() == Verdict.UNKNOWN && !request.onlyReads();
                if (!worthRepeating(failed) || attempt == Backoff.ATTEMPTS || !waitedAfter(attempt, failed)) {
                    throw givenUp(failed);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("the thread was interrupted");
        } finally {
            client.gate().giveUp(ticket);
        }
    }

    private Attempt attempt(int number) throws InterruptedException {
        Gate gate = client.gate();
        if (!gate.enter(ticket, deadline)) {
            throw failure(
                    "no time is left, for the upstream asked all calls to wait or others came first: try again later");
        }
        Optional<Duration> shut = Optional.empty();
        try {
            Attempt end = client.transport().attempt(request, grant, left());
            if (end instanceof Attempt.Failed failed && failed.verdict() == Verdict.BUSY) {
                pause = pauseAfter(number, failed);
                shut = Optional.of(tooLong(pause) ? Backoff.LONGEST_RETRY_AFTER : pause);
            }
            return end;
        } catch (InterruptedException e) {
            doubtful |= !request.onlyReads();
            throw e;
        } finally {
            shut.ifPresentOrElse(wait -> gate.leaveShut(ticket, wait), gate::leave);
        }
    }

    private boolean worthRepeating(Attempt.Failed failed) {
        return switch (failed.verdict()) {
            case BUSY, AGAIN -> true;
            case UNKNOWN -> request.mayRepeat();
            case REFUSED, UNREACHABLE -> false;
        };
    }

    /** Returns false if the wait is longer than what is left of the run or than an upstream may ask for. */
    private boolean waitedAfter(int number, Attempt.Failed failed) throws InterruptedException {
        boolean busy = failed.verdict() == Verdict.BUSY;
        Duration wait = busy ? pause : pauseAfter(number, failed);
        if (tooLong(wait) || wait.compareTo(left()) >= 0) {
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

    private ProviderException failure(String... details) {
        return doubtful
                ? new ProviderIndeterminateException(wording.say("left open whether it did", details))
                : new ProviderUnavailableException(wording.say("could not be asked to", details));
    }

    private Duration left() {
        return Duration.between(context.clock().instant(), deadline);
    }
}
