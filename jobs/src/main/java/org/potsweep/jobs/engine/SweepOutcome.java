package org.potsweep.jobs.engine;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;

/**
 * What a sweep leaves: every model with its errors, still distributed, and what it took to get there.
 *
 * @param solved every solved cell, in no particular order
 * @param rows the rows that it went through, for what else is asked of them
 * @param warnings what the user should know
 */
public record SweepOutcome(
        FactorialDesign design,
        Split split,
        List<Ordering> orderings,
        SolvedCells solved,
        RowSources rows,
        List<String> warnings)
        implements AutoCloseable {
    /** Every solved cell, in no particular order; there with little work. */
    public JavaRDD<SolvedCell> cells() {
        return solved.cells();
    }

    /** Lets go of what Spark keeps. */
    @Override
    public void close() {
        solved.close();
        rows.close();
    }
}
