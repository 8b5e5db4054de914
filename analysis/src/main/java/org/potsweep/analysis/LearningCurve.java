package org.potsweep.analysis;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How an error falls with the number of structures that are fitted to.
 *
 * @param errors the error over replicates, by subset size; any unit
 */
public record LearningCurve(SortedMap<Integer, Spread> errors) {
    public LearningCurve {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a learning curve without subset sizes");
        }
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }

    /** The largest subset. */
    public int largest() {
        return errors.lastKey();
    }

    /**
     * The smallest subset whose median error, and that of every larger one, is at most (1 + tolerance) times the median
     * error of the largest subset. Errors need not fall steadily: a small subset that is good by luck does not count.
     *
     * @param tolerance relative, not negative: 0.1 allows 10 % more
     */
    public int smallestByMedian(double tolerance) {
        return smallest(tolerance, Spread::median).orElseThrow();
    }

    /**
     * As {@link #smallestByMedian} for the 84th percentile of the error, against the same bound: so large must a subset be
     * that five of six draws are good enough. Empty if not even the largest subset is.
     */
    public OptionalInt smallestByP84(double tolerance) {
        return smallest(tolerance, Spread::p84);
    }

    private OptionalInt smallest(double tolerance, ToDoubleFunction<Spread> statistic) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is not negative, but this is " + tolerance);
        }
        double bound = (1 + tolerance) * errors.get(largest()).median();
        OptionalInt smallest = OptionalInt.empty();
        for (Map.Entry<Integer, Spread> size : errors.entrySet()) {
            if (statistic.applyAsDouble(size.getValue()) > bound) {
                smallest = OptionalInt.empty();
            } else if (smallest.isEmpty()) {
                smallest = OptionalInt.of(size.getKey());
            }
        }
        return smallest;
    }
}
