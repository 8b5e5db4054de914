package org.potsweep.jobs.engine;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/**
 * Which rows a cell is fitted to, and which it is tested on.
 *
 * @param firstSubset for each ordering and configuration the first subset that holds it, or {@link Ordering#NONE}
 * @param fold whether the ordering is a fold, whose models are tested on the training configurations that it lacks
 * @param test whether a configuration is kept for testing
 */
record Memberships(int[][] firstSubset, boolean[] fold, boolean[] test) {
    private static final RowSet[] NOWHERE = {};
    private static final RowSet[] TEST = {RowSet.TEST};
    private static final RowSet[] TRAIN = {RowSet.TRAIN};
    private static final RowSet[] SUBSET = {RowSet.TRAIN, RowSet.SUBSET};

    static Memberships of(List<Ordering> orderings, Split split) {
        int[][] first = orderings.stream()
                .map(ordering -> ordering.firstSubsets(split.test().length))
                .toArray(int[][]::new);
        boolean[] fold = new boolean[first.length];
        for (int o = 0; o < fold.length; o++) {
            fold[o] = orderings.get(o).strategy() == Strategy.K_FOLD;
        }
        return new Memberships(first, fold, split.test());
    }

    /** The configurations, ascending, for which a condition holds. */
    int[] configurations(IntPredicate condition) {
        return IntStream.range(0, test.length).filter(condition).toArray();
    }

    /** Whether a configuration is in a cell's subset. */
    boolean inSubset(DesignCell cell, int config) {
        int first = firstSubset[cell.ordering()][config];
        return first != Ordering.NONE && first <= cell.size();
    }

    /** Whether a cell is tested on a configuration. */
    boolean tests(DesignCell cell, int config) {
        return sets(cell, config) == TEST;
    }

    /** The sets, as the cell sees them, that a configuration belongs to. */
    RowSet[] sets(DesignCell cell, int config) {
        if (test[config]) {
            return fold[cell.ordering()] ? NOWHERE : TEST;
        }
        if (inSubset(cell, config)) {
            return SUBSET;
        }
        return fold[cell.ordering()] ? TEST : TRAIN;
    }
}
