package org.potsweep.analysis;

/**
 * The middle of a set of values and its 16-84 % band, which for a normal distribution is one standard deviation to
 * either side.
 *
 * @param p16 16th percentile
 * @param median 50th percentile
 * @param p84 84th percentile
 */
public record Spread(double p16, double median, double p84) {
    /**
     * @param values at least one; not modified
     * @throws IllegalArgumentException if there are none, or one is NaN or infinite
     */
    public static Spread of(double[] values) {
        double[] quantiles = Quantiles.percentiles(values, 16, 50, 84);
        return new Spread(quantiles[0], quantiles[1], quantiles[2]);
    }
}
