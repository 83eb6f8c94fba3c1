package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Refusal;
import java.util.Map;

/** Privacy's error bodies: a message, and an id for its support (provider API notes §2.4). */
final class CardErrors {

    private CardErrors() {}

    static Answer answer(int status, String message) {
        return Answer.json(status, Map.of("message", message, "debugging_request_id", "stand-in"));
    }

    static Refusal refused(int status, String message) {
        return new Refusal(answer(status, message));
    }

    static Refusal invalid(String field) {
        return refused(400, "Invalid parameter: " + field);
    }

    /** A missing privilege looks like a bad key, but for the message. */
    static Refusal unprivileged(String privilege) {
        return refused(401, "Insufficient privileges: " + privilege + " required");
    }
}
