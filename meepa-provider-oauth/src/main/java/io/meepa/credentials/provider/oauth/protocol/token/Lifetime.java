package io.meepa.credentials.provider.oauth.protocol.token;

import io.meepa.credentials.provider.oauth.protocol.wire.AnswerNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code expires_in}: a number or its text. What is absent, zero, negative or unreadable means no end. */
public final class Lifetime {

    private static final int LONGEST_TEXT = 20;

    private Lifetime() {}

    /**
     * Reads a lifetime.
     *
     * @param node the field
     * @param noEndFrom from which lifetime on there is no end
     * @return the time, empty for no end
     */
    public static Optional<Duration> read(AnswerNode node, Duration noEndFrom) {
        String text = node.clear().strip();
        if (!text.matches("[0-9]+(\\.[0-9]+)?") || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.compareTo(BigDecimal.ONE) < 0
                || seconds.compareTo(BigDecimal.valueOf(noEndFrom.toSeconds())) >= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(seconds.longValue()));
    }
}
