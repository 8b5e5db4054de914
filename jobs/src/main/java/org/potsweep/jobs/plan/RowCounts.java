package org.potsweep.jobs.plan;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Split;
import org.potsweep.jobs.engine.RowKind;

/**
 * How many rows a dataset has.
 *
 * @param trainConfigurations number of training configurations
 * @param train rows of the training configurations
 * @param test rows of the test configurations
 * @param trainAtoms atoms of the training configurations
 * @param atoms atoms of all configurations
 */
record RowCounts(int trainConfigurations, long train, long test, long trainAtoms, long atoms) {
    static RowCounts of(FactorialDesign design, int[] atomsOf, Split split) {
        int[] train = split.train();
        long all = IntStream.of(atomsOf).mapToLong(design::rowsOf).sum();
        long trainRows =
                IntStream.of(train).mapToLong(i -> design.rowsOf(atomsOf[i])).sum();
        return new RowCounts(
                train.length,
                trainRows,
                all - trainRows,
                IntStream.of(train).mapToLong(i -> atomsOf[i]).sum(),
                IntStream.of(atomsOf).asLongStream().sum());
    }

    long all() {
        return train + test;
    }

    /** Rows of {@code configurations} training configurations, on average, of each of so many kinds. */
    double[] ofTraining(double configurations, int kinds) {
        double stress = kinds > RowKind.STRESS.ordinal() ? 6 : 0;
        double[] rows = {1, (double) train / trainConfigurations - 1 - stress, stress};
        return Arrays.stream(rows, 0, kinds).map(each -> each * configurations).toArray();
    }
}
