package org.potsweep.jobs.engine;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.potsweep.jobs.design.FactorialDesign;
import org.potsweep.jobs.design.Ordering;
import org.potsweep.jobs.design.Split;

/**
 * What a sweep leaves: every model with its errors, still distributed, and what it took to get there.
 *
 * @param cells every solved cell, in no particular order; persisted
 * @param rows the rows that it went through, for what else is asked of them
 * @param warnings what the user should know
 */
public record SweepOutcome(
        FactorialDesign design,
        Split split,
        List<Ordering> orderings,
        JavaRDD<SolvedCell> cells,
        RowSources rows,
        List<String> warnings)
        implements AutoCloseable {
    /** Lets go of what Spark keeps. */
    @Override
    public void close() {
        cells.unpersist();
        rows.close();
    }
}
