package io.meepa.credentials.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
sealed interface Attempt {

    /** A success. */
    record Done(int status, JsonNode body) implements Attempt {}

    /** Anything else; the status is 0 if there was no answer. */
    record Failed(int status, JsonNode body, Classified meaning, Optional<Duration> retryAfter) implements Attempt {

        Verdict verdict() {
            return meaning.verdict();
        }
    }
}
