package io.meepa.credentials.testkit.standin;

import java.time.Duration;
import java.util.Optional;

/** One service's behaviour: from a call and the state so far to an answer. Never called by two threads at once. */
interface Rules {

    /** Answers a call, changing the state as the service would. */
    Answer answer(Call call);

    /** Returns the service's body for a failure that has nothing to do with the call: 429, 500, 503. */
    Answer failure(int status, Optional<Duration> retryAfter);
}
