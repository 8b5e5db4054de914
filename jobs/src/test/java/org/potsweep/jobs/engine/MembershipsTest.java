package org.potsweep.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.potsweep.jobs.design.DesignCell;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.settings.SamplingSettings.Strategy;

/** Seven configurations, of which 1 and 4 are kept for testing; an ordering with subsets of 1 and 3, and two folds. */
class MembershipsTest {
    private static final Memberships MEMBERSHIPS = Memberships.of(
            List.of(
                    ordering(Strategy.RANDOM, new int[] {1, 3}, 5, 2, 0, 3, 6),
                    ordering(Strategy.K_FOLD, new int[] {2}, 0, 3),
                    ordering(Strategy.K_FOLD, new int[] {2}, 2, 5, 6)),
            new Split(new boolean[] {false, true, false, false, true, false, false}));

    private static Ordering ordering(Strategy strategy, int[] sizes, int... configs) {
        double[] scores = new double[configs.length];
        Arrays.fill(scores, 1);
        return new Ordering(strategy.label(), strategy, 1, Ordering.ANY, Ordering.ANY, true, sizes, configs, scores);
    }

    private static void assertSets(int ordering, int size, String expected) {
        StringBuilder sets = new StringBuilder();
        DesignCell cell = new DesignCell(0, ordering, size, 0, 0, 0);
        for (int config = 0; config < 7; config++) {
            List<RowSet> of = List.of(MEMBERSHIPS.sets(cell, config));
            boolean subset = of.contains(RowSet.SUBSET);
            assertThat(MEMBERSHIPS.inSubset(cell, config)).isEqualTo(subset);
            assertThat(of).doesNotHaveDuplicates();
            assertThat(of.contains(RowSet.TRAIN) || !subset).isTrue();
            sets.append(subset ? 's' : of.contains(RowSet.TRAIN) ? 'r' : of.contains(RowSet.TEST) ? 't' : '-');
        }
        assertThat(sets).hasToString(expected);
    }

    /** s: of the subset, and so of the training set; r: of the training set only; t: of the test set. */
    @Test
    void subsetsGrow() {
        assertSets(0, 0, "rtrrtsr");
        assertSets(0, 1, "stsrtsr");
    }

    /** A fold takes all of its configurations, whatever size names it, and is tested on the other training ones. */
    @Test
    void foldsAreTestedOnWhatTheyLack() {
        assertSets(1, 0, "s-ts-tt");
        assertSets(2, 0, "t-st-ss");
    }
}
