package io.meepa.credentials.standin;

import java.time.Duration;
import java.util.Optional;

/** One service's behaviour: from a call and the state so far to an answer. Never called by two threads at once. */
public interface Rules {

    /**
     * Answers a call, changing the state as the service would.
     *
     * @param call the call
     * @return the answer
     * @throws Refusal to answer with an error
     */
    Answer answer(Call call);

    /**
     * Returns the service's body for a failure that has nothing to do with the call: 429, 500, 503.
     *
     * @param status the HTTP status
     * @param retryAfter when to ask again, if that is known
     * @return the answer
     */
    Answer failure(int status, Optional<Duration> retryAfter);
}
