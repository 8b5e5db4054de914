package org.potsweep.analysis.choice;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Several limits that are to hold together.
 *
 * @param all the limits; none means that every point will do
 */
public record Limits(List<Limit> all) {
    public Limits {
        all = List.copyOf(all);
    }

    /** The indices of the points that meet every limit, ascending. */
    public int[] met(double[][] points) {
        return IntStream.range(0, points.length)
                .filter(i -> all.stream().allMatch(limit -> limit.holds(points[i])))
                .toArray();
    }

    /**
     * The point that says how far one limit has to be relaxed, all others kept: of the points that meet the others, the
     * best in the quantity of that one (the first of equals). Its value there is the tightest bound that leaves a point.
     *
     * @param limit index of the limit that is relaxed
     * @return empty if no point meets the others, or none that does has a value
     */
    public OptionalInt relaxed(double[][] points, int limit) {
        Limit own = all.get(limit);
        int best = -1;
        for (int i = 0; i < points.length; i++) {
            double[] point = points[i];
            boolean othersHold = IntStream.range(0, all.size())
                    .allMatch(k -> k == limit || all.get(k).holds(point));
            boolean known = !Double.isNaN(point[own.quantity()]);
            if (othersHold
                    && known
                    && (best < 0 || own.isBetter(point[own.quantity()], points[best][own.quantity()]))) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /**
     * The point that comes nearest to meeting all limits: the one whose worst factor of excess is the smallest (the first
     * of equals). A factor is value / bound where the limit is an upper one, bound / value where it is a lower one.
     *
     * @return empty if there are no points, no limits, or every point lacks a value
     */
    public OptionalInt nearest(double[][] points) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.length; i++) {
            double worst = worstExcess(points[i]);
            if (worst < least) {
                least = worst;
                nearest = i;
            }
        }
        return nearest < 0 || all.isEmpty() ? OptionalInt.empty() : OptionalInt.of(nearest);
    }

    /** The largest factor by which a point misses a limit, at most 1 where it meets all; infinite where it lacks a value. */
    public double worstExcess(double[] point) {
        return all.stream().mapToDouble(limit -> limit.excess(point)).max().orElse(0);
    }
}
