package io.meepa.credentials.standin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** An answer and how it travels: for how long, and not before {@code release} is at zero. */
record Reply(Answer answer, Transport transport, Duration time, CountDownLatch release) {

    private static final CountDownLatch AT_ONCE = new CountDownLatch(0);

    Reply(Answer answer, Transport transport, Duration time) {
        this(answer, transport, time, AT_ONCE);
    }

    static Reply held(Answer answer, CountDownLatch release) {
        return new Reply(answer, Transport.PLAIN, Duration.ZERO, release);
    }

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
