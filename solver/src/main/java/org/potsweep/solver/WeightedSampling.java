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
     * @throws IllegalArgumentException if a weight is negative or not finite, or a number is not in (0, 1)
     */
    public static int[] order(double[] weights, double[] uniforms) {
        if (weights.length != uniforms.length) {
            throw new IllegalArgumentException(
                    weights.length + " items take as many uniform numbers, not " + uniforms.length);
        }
        double[] keys = new double[weights.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(i, weights[i], uniforms[i]);
        }
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double key(int item, double weight, double uniform) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("item " + item + " cannot be drawn with weight " + weight);
        }
        if (!(uniform > 0 && uniform < 1)) {
            throw new IllegalArgumentException(
                    "item " + item + " has the number " + uniform + ", which is not in (0, 1)");
        }
        // A quotient that overflows must stay ahead of the items of weight 0.
        return weight > 0 ? Math.max(-Double.MAX_VALUE, StrictMath.log(uniform) / weight) : Double.NEGATIVE_INFINITY;
    }
}
