package org.potsweep.analysis.levels;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Levels in the order of a setting, from the finest to the coarsest. A place on the axis is called a rank: 0 is the
 * finest.
 *
 * @param levels indices of the levels, finest first
 * @param settings their settings, in the same order
 */
public record PrecisionAxis(List<Integer> levels, List<Double> settings) {
    public PrecisionAxis {
        levels = List.copyOf(levels);
        settings = List.copyOf(settings);
    }

    /**
     * @param settings one a level; NaN for a level that declares none, which is left out
     * @param largerIsFiner true for a cut-off energy, false for a spacing
     * @throws IllegalArgumentException if a setting is infinite, or two levels share one: errors are then no function
     *     of the setting
     */
    public static PrecisionAxis of(double[] settings, boolean largerIsFiner) {
        Comparator<Integer> ascending = Comparator.comparingDouble(level -> settings[level]);
        List<Integer> order = IntStream.range(0, settings.length)
                .filter(level -> !Double.isNaN(settings[level]))
                .boxed()
                .sorted(largerIsFiner ? ascending.reversed() : ascending)
                .toList();
        for (int rank = 0; rank < order.size(); rank++) {
            double setting = settings[order.get(rank)];
            if (Double.isInfinite(setting)) {
                throw new IllegalArgumentException("the setting of level " + order.get(rank) + " is infinite");
            }
            if (rank > 0 && setting == settings[order.get(rank - 1)]) {
                throw new IllegalArgumentException(
                        "levels " + order.get(rank - 1) + " and " + order.get(rank) + " share the setting " + setting);
            }
        }
        return new PrecisionAxis(
                order, order.stream().map(level -> settings[level]).toList());
    }

    /** The number of levels on the axis. */
    public int size() {
        return levels.size();
    }

    /** Values that are given by level, in the order of this axis. */
    public double[] finestFirst(double[] byLevel) {
        return levels.stream().mapToDouble(level -> byLevel[level]).toArray();
    }
}
