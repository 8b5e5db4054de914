package org.potsweep.analysis;

import java.util.List;

/**
 * The knee of a front: the point nearest the ideal point, which has the best value of the front in every objective.
 *
 * <p>Each objective, or its log10 where the objective says so, is scaled to the front's own range, 0 for the best and 1
 * for the worst; an objective that does not vary on the front counts 0. The distance is Euclidean. The answer thus
 * depends on the front's extreme points, as every scaled compromise does.
 */
public final class KneePoint {
    private KneePoint() {}

    /**
     * @param points n rows of d objectives
     * @param front indices of the points to choose from, ascending, at least one; usually {@link ParetoFront}'s answer
     * @param objectives the d objectives
     * @return an entry of {@code front}; the first of those that are equally near
     * @throws IllegalArgumentException if the front is empty, a value is NaN or infinite, or a value on the front is
     *     not positive where its logarithm is wanted
     */
    public static int of(double[][] points, int[] front, List<Objective> objectives) {
        if (front.length == 0) {
            throw new IllegalArgumentException("an empty front has no knee");
        }
        double[] squares = new double[front.length];
        for (int k = 0; k < objectives.size(); k++) {
            addSquares(column(points, front, objectives, k), objectives.get(k).maximised(), squares);
        }
        int nearest = 0;
        for (int i = 1; i < front.length; i++) {
            if (squares[i] < squares[nearest]) {
                nearest = i;
            }
        }
        return front[nearest];
    }

    private static double[] column(double[][] points, int[] front, List<Objective> objectives, int k) {
        Objective objective = objectives.get(k);
        double[] column = new double[front.length];
        for (int i = 0; i < front.length; i++) {
            int index = front[i];
            Points.check(points[index], objectives, () -> "point " + index);
            double value = points[index][k];
            column[i] = objective.logarithmic() ? Points.log10(value, objective, "point " + index) : value;
        }
        return column;
    }

    private static void addSquares(double[] column, boolean maximised, double[] squares) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : column) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low == high) {
            return;
        }
        double best = maximised ? high : low;
        // Halves, because the difference of two large values may overflow.
        double range = high / 2 - low / 2;
        for (int i = 0; i < column.length; i++) {
            double distance = (column[i] / 2 - best / 2) / range;
            squares[i] += distance * distance;
        }
    }
}
