package org.potsweep.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points that no other point dominates.
 *
 * <p>Exact: values are compared as they are, without a tolerance. Equal points do not dominate each other, so either
 * all of them are on the front or none.
 *
 * <p><b>How.</b> Ties are resolved once, at the start, so that nothing after it needs to know of them or of the kind of
 * dominance. The points are put in an order in which a dominator always precedes what it dominates, and every further
 * objective is replaced by a rank without ties, such that p dominates q exactly when p comes first and has the smaller
 * rank in all further objectives:
 * <ul>
 *   <li>standard: lexicographic order; among equal values the earlier point has the smaller rank (equal points then
 *       seem to dominate their later copies, which therefore take the answer of the first);
 *   <li>strict: order by the first objective, equal ones by the second descending; among equal values the later point
 *       has the smaller rank, so that a tie never counts as better.
 * </ul>
 * {@link DominanceSieve} then finds the dominated points of d permutations.
 *
 * <p><b>Cost.</b> O(n log n) for up to three objectives, O(n (log n)^(d-2)) beyond, in O(d n) memory, whether the front
 * is small or holds every point.
 */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * The front of points whose objectives are all minimised.
     *
     * @param points n rows of d objectives, d at least 1; not modified
     * @return the indices of the points on the front, ascending; empty if there are no points
     * @throws IllegalArgumentException if rows differ in length or a value is NaN or infinite
     */
    public static int[] of(double[][] points, Dominance dominance) {
        return points.length == 0 ? new int[0] : of(points, Objective.minimised(points[0].length), dominance);
    }

    /**
     * The front of points.
     *
     * @param points n rows of d objectives; not modified
     * @param objectives the d objectives, at least one
     * @return the indices of the points on the front, ascending; empty if there are no points
     * @throws IllegalArgumentException if a row has not d values or one of them is NaN or infinite
     */
    public static int[] of(double[][] points, List<Objective> objectives, Dominance dominance) {
        double[][] costs = Points.costs(points, objectives);
        boolean[] dominated = costs.length == 1 ? aboveMinimum(costs[0]) : dominated(costs, dominance);
        return IntStream.range(0, points.length).filter(i -> !dominated[i]).toArray();
    }

    private static boolean[] aboveMinimum(double[] costs) {
        double minimum = Arrays.stream(costs).min().orElse(0);
        boolean[] above = new boolean[costs.length];
        for (int i = 0; i < costs.length; i++) {
            above[i] = costs[i] > minimum;
        }
        return above;
    }

    private static boolean[] dominated(double[][] costs, Dominance dominance) {
        boolean strict = dominance == Dominance.STRICT;
        int[][] levels = Arrays.stream(costs).map(ParetoFront::levels).toArray(int[][]::new);
        int[] order = strict ? strictOrder(levels) : lexicographicOrder(levels);
        int[][] ranks = new int[costs.length][];
        ranks[0] = unsorted(levels);
        for (int k = 1; k < ranks.length; k++) {
            ranks[k] = ranks(levels[k], order, strict);
        }
        boolean[] late = DominanceSieve.dominated(ranks);
        boolean[] dominated = new boolean[order.length];
        for (int position = 0; position < order.length; position++) {
            int point = order[position];
            boolean copy = !strict && position > 0 && equal(levels, point, order[position - 1]);
            dominated[point] = copy ? dominated[order[position - 1]] : late[position];
        }
        return dominated;
    }

    /** Integers that compare as the values do: equal for equal values, but with gaps. */
    private static int[] levels(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] levels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            // Which of several equal entries the search meets depends on the value alone.
            levels[i] = Arrays.binarySearch(sorted, values[i]);
        }
        return levels;
    }

    private static int[] lexicographicOrder(int[][] levels) {
        int[] order = unsorted(levels);
        for (int k = levels.length - 1; k >= 0; k--) {
            order = sortedBy(levels[k], order);
        }
        return order;
    }

    private static int[] strictOrder(int[][] levels) {
        int[] descending = Arrays.stream(levels[1]).map(level -> -level).toArray();
        return sortedBy(levels[0], sortedBy(descending, unsorted(levels)));
    }

    private static int[] unsorted(int[][] levels) {
        return IntStream.range(0, levels[0].length).toArray();
    }

    /** A stable sort of {@code order} by the level of the points it names. */
    private static int[] sortedBy(int[] levels, int[] order) {
        long[] keys = new long[order.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) levels[order[i]] << 32) | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> order[(int) key]).toArray();
    }

    /** For each position of {@code order} its rank by level; ties by position, descending if asked. */
    private static int[] ranks(int[] levels, int[] order, boolean laterFirst) {
        int n = order.length;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = ((long) levels[order[i]] << 32) | (laterFirst ? n - 1 - i : i);
        }
        Arrays.sort(keys);
        int[] ranks = new int[n];
        for (int rank = 0; rank < n; rank++) {
            int tie = (int) keys[rank];
            ranks[laterFirst ? n - 1 - tie : tie] = rank;
        }
        return ranks;
    }

    private static boolean equal(int[][] levels, int a, int b) {
        return Arrays.stream(levels).allMatch(level -> level[a] == level[b]);
    }
}
