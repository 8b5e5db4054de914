package org.potsweep.jobs.front;

import java.util.Arrays;
import org.potsweep.analysis.Quantiles;

/** What stands for the several rows of a cell. */
public enum Reduction {
    MEDIAN,
    MEAN,

    /** Nothing: every row is compared by itself. */
    NONE;

    /** @param values of one objective, at least one; exactly one where nothing is reduced */
    double of(double[] values) {
        return this == MEAN ? Arrays.stream(values).sum() / values.length : Quantiles.median(values);
    }
}
