package io.meepa.verification.benchmarks.sampling;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds how often everything is taken
 * @param batch how long one thing is repeated within a round
 * @param warmUp how long everything is repeated before
 */
public record Effort(int rounds, Duration batch, Duration warmUp) {

    /**
     * Returns what a published figure takes.
     *
     * @return the effort
     */
    public static Effort full() {
        return new Effort(21, Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    /**
     * Returns what shows the order of magnitude.
     *
     * @return the effort
     */
    public static Effort quick() {
        return new Effort(5, Duration.ofMillis(20), Duration.ofMillis(500));
    }

    /**
     * Returns the same with shorter turns, for what takes longer than a turn by itself.
     *
     * @param turn how long one thing is repeated within a round
     * @return the effort
     */
    public Effort withBatch(Duration turn) {
        return new Effort(rounds, turn, warmUp);
    }

    /**
     * Returns the same with a longer warm-up, for what is compiled well only after some seconds.
     *
     * @param least how long everything is repeated before, at least
     * @return the effort
     */
    public Effort withWarmUpOf(Duration least) {
        return new Effort(rounds, batch, warmUp.compareTo(least) < 0 ? least : warmUp);
    }

    /**
     * Returns which it is.
     *
     * @return whether figures are indicative only
     */
    public boolean isQuick() {
        return rounds < full().rounds();
    }

    /**
     * Chooses by effort.
     *
     * @param full a size for published figures
     * @param quick a size for the order of magnitude
     * @return one of the two
     */
    public int either(int full, int quick) {
        return isQuick() ? quick : full;
    }
}
