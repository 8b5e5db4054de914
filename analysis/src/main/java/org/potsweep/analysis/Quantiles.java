package org.potsweep.analysis;

import java.util.Arrays;

/**
 * Sample quantiles with linear interpolation between order statistics: definition 7 of Hyndman and Fan, Am. Stat. 50
 * (1996) 361, the default of numpy and R. With the n values sorted as x_0..x_(n-1), the percentile q lies at
 * h = (n - 1) q / 100 and is (1 - f) x_i + f x_(i+1), where i is the integer part of h and f the fraction.
 */
public final class Quantiles {
    private Quantiles() {}

    /** The 50th percentile: the middle value, or the mean of the two middle ones. */
    public static double median(double[] values) {
        return percentile(values, 50);
    }

    /**
     * One percentile of {@code values}, which are not modified.
     *
     * @param percent 0 (the minimum) to 100 (the maximum)
     * @throws IllegalArgumentException if there are no values, one is NaN or infinite, or percent is out of range
     */
    public static double percentile(double[] values, double percent) {
        return percentiles(values, percent)[0];
    }

    /**
     * Several percentiles of {@code values}, which are sorted once and not modified.
     *
     * @return one value for each of {@code percents}, in their order
     * @throws IllegalArgumentException as {@link #percentile}
     */
    public static double[] percentiles(double[] values, double... percents) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values: their quantiles are undefined");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " is " + values[i] + ": quantiles need finite values");
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(percents)
                .map(percent -> interpolated(sorted, percent))
                .toArray();
    }

    private static double interpolated(double[] sorted, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile lies between 0 and 100, not at " + percent);
        }
        double position = (sorted.length - 1) * percent / 100;
        int below = (int) position;
        double fraction = position - below;
        if (fraction == 0 || sorted[below] == sorted[below + 1]) {
            return sorted[below];
        }
        return (1 - fraction) * sorted[below] + fraction * sorted[below + 1];
    }
}
