package org.potsweep.analysis.levels;

import java.util.List;
import java.util.OptionalInt;

/**
 * The half-MAD threshold of Bayerl et al., Digital Discovery 1 (2022) 61: the finest of the settings at which a quantity
 * departs from its value at the finest one by at least half of its mean absolute deviation over all settings.
 *
 * <p>With the values q_0 (finest), ..., q_(n-1) (coarsest) and their mean m,
 *
 * <pre>
 *   MAD = (1/n) sum_i |q_i - m|,        threshold = min { i : |q_i - q_0| >= MAD / 2, q_i != q_0 }.
 * </pre>
 *
 * <p>A quantity that varies has a threshold: from |q_i - m| <= |q_i - q_0| + |q_0 - m| follows MAD <= 2 max|q_i - q_0|.
 * Where several quantities are compared (the DFT's and a model's error), the largest of their MADs, MAD_max, stands for
 * all of them, so that a quantity that hardly varies beside the others may have none.
 *
 * <p>Values are ordered by precision, whatever its measure: a small k-point spacing and a large cut-off energy come first
 * ({@link PrecisionAxis}). Answers are ranks in that order.
 */
public final class HalfMadThreshold {
    private HalfMadThreshold() {}

    /** (1/n) sum |q_i - mean|, in the unit of the values. */
    public static double meanAbsoluteDeviation(double[] values) {
        requireFinite(values);
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value - mean);
        }
        return sum / values.length;
    }

    /** The threshold's rank (1 or coarser) in values from the finest setting to the coarsest; empty if all are equal. */
    public static OptionalInt rank(double[] finestFirst) {
        return ranks(List.of(finestFirst)).get(0);
    }

    /**
     * The thresholds of several quantities in one unit, each against half of MAD_max.
     *
     * @param curves each from the finest setting to the coarsest
     * @return one rank a curve; empty for one that never departs so far
     * @throws IllegalArgumentException if a curve has no values, or one is NaN or infinite
     */
    public static List<OptionalInt> ranks(List<double[]> curves) {
        double half = curves.stream()
                        .mapToDouble(HalfMadThreshold::meanAbsoluteDeviation)
                        .max()
                        .orElseThrow()
                / 2;
        return curves.stream().map(curve -> firstDeparture(curve, half)).toList();
    }

    private static OptionalInt firstDeparture(double[] curve, double least) {
        for (int rank = 1; rank < curve.length; rank++) {
            double departure = Math.abs(curve[rank] - curve[0]);
            if (departure > 0 && departure >= least) {
                return OptionalInt.of(rank);
            }
        }
        return OptionalInt.empty();
    }

    private static void requireFinite(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values: their mean absolute deviation is undefined");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " is " + values[i] + ": a threshold needs finite ones");
            }
        }
    }
}
