package org.potsweep.analysis;

import java.util.List;
import java.util.function.Supplier;

/** Checks that rows of objectives can be compared, and turns them into columns of which smaller is better. */
final class Points {
    private Points() {}

    /**
     * @param points n rows of d objectives
     * @return d columns of n values, maximised objectives negated; no negative zeros
     * @throws IllegalArgumentException if there are no objectives, a row has not d values, or one of them is NaN or
     *     infinite
     */
    static double[][] costs(double[][] points, List<Objective> objectives) {
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("points cannot be compared without an objective");
        }
        double[][] columns = new double[objectives.size()][points.length];
        for (int i = 0; i < points.length; i++) {
            int index = i;
            check(points[i], objectives, () -> "point " + index);
            for (int k = 0; k < columns.length; k++) {
                // 0.0 - x and 0.0 + x both turn -0.0 into 0.0, which sorting would tell apart.
                columns[k][i] = objectives.get(k).maximised() ? 0.0 - points[i][k] : 0.0 + points[i][k];
            }
        }
        return columns;
    }

    /** Refuses a point that is not one finite value an objective. */
    static void check(double[] point, List<Objective> objectives, Supplier<String> name) {
        if (point.length != objectives.size()) {
            throw new IllegalArgumentException(
                    name.get() + " has " + point.length + " values for " + objectives.size() + " objectives");
        }
        for (int k = 0; k < point.length; k++) {
            if (!Double.isFinite(point[k])) {
                throw new IllegalArgumentException(name.get() + " has the value " + point[k] + " in objective '"
                        + objectives.get(k).name() + "': only finite values can be compared");
            }
        }
    }

    /** The logarithm of a value of a logarithmic objective; refuses a value that has none. */
    static double log10(double value, Objective objective, String point) {
        if (value <= 0) {
            throw new IllegalArgumentException(point + " has the value " + value + " in objective '" + objective.name()
                    + "', which has no logarithm");
        }
        return Math.log10(value);
    }
}
