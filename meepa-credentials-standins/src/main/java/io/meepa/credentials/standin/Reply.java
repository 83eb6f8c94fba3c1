package io.meepa.credentials.standin;

import java.time.Duration;

/** An answer and how it travels. */
record Reply(Answer answer, Transport transport, Duration time) {

    static Reply plain(Answer answer) {
        return new Reply(answer, Transport.PLAIN, Duration.ZERO);
    }

    static Reply truncated(Answer answer) {
        return new Reply(answer, Transport.TRUNCATED, Duration.ZERO);
    }

    static Reply broken(Transport transport) {
        return new Reply(Answer.empty(200), transport, Duration.ZERO);
    }

    /** What happens to an answer on its way. */
    enum Transport {
        PLAIN,
        DELAYED,
        DRIPPING,
        RESET,
        CLOSED,
        TRUNCATED,
        MALFORMED_CHUNK,
        GARBAGE_BYTES
    }
}
