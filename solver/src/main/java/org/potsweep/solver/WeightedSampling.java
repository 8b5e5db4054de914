package org.potsweep.solver;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Weighted random sampling without replacement in one shot (Efraimidis and Spirakis, Inf. Process. Lett. 97 (2006) 181):
 * sorted by log(u) / weight, descending, every prefix of the order is a sample of its size.
 */
public final class WeightedSampling {
    private WeightedSampling() {}

    /**
     * The order of {@code weights.length} items.
     *
     * @param weights not negative; an item of weight 0 comes after all others
     * @param uniforms a number in (0, 1) for each item
     * @return item indices, first drawn first; ties by index
     * @throws IllegalArgumentException if a weight is negative or not finite
     */
    public static int[] order(double[] weights, double[] uniforms) {
        double[] keys = new double[weights.length];
        for (int i = 0; i < keys.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("item " + i + " cannot be drawn with weight " + weights[i]);
            }
            keys[i] = weights[i] > 0 ? StrictMath.log(uniforms[i]) / weights[i] : Double.NEGATIVE_INFINITY;
        }
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
