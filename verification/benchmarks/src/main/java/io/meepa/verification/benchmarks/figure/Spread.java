package io.meepa.verification.benchmarks.figure;

import java.util.Arrays;

/**
 * A figure taken several times.
 *
 * @param low its lower quartile
 * @param middle its median
 * @param high its upper quartile
 */
public record Spread(double low, double middle, double high) {

    /**
     * Sums up samples.
     *
     * @param samples at least one
     * @return their quartiles
     */
    public static Spread of(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("nothing was sampled");
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
