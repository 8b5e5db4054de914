package org.potsweep.analysis.choice;

/**
 * A bound on one quantity.
 *
 * @param quantity index of the quantity in a point
 * @param atLeast whether values must not be below the bound; otherwise they must not be above it
 * @param bound positive and finite
 */
public record Limit(int quantity, boolean atLeast, double bound) {

    /** @throws IllegalArgumentException unless the bound is positive and finite */
    public Limit {
        if (!(bound > 0 && Double.isFinite(bound))) {
            throw new IllegalArgumentException("a limit is a positive number, not " + bound);
        }
    }

    public static Limit atMost(int quantity, double bound) {
        return new Limit(quantity, false, bound);
    }

    public static Limit atLeast(int quantity, double bound) {
        return new Limit(quantity, true, bound);
    }

    /** Whether a point meets it; one whose value is NaN does not. */
    public boolean holds(double[] point) {
        double value = point[quantity];
        return atLeast ? value >= bound : value <= bound;
    }

    /** By which factor a point misses it: above 1 where it does, infinite where its value is NaN or not positive. */
    double excess(double[] point) {
        double value = point[quantity];
        double ratio = atLeast ? bound / value : value / bound;
        return ratio >= 0 ? ratio : Double.POSITIVE_INFINITY;
    }

    /** Whether value {@code a} is nearer to meeting a bound than {@code b}. */
    boolean isBetter(double a, double b) {
        return atLeast ? a > b : a < b;
    }
}
