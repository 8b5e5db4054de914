package org.potsweep.jobs.engine;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Solved cells, distributed.
 *
 * @param cells made of the persisted ones by little work
 * @param persisted what Spark keeps of them
 */
record SolvedCells(JavaRDD<SolvedCell> cells, List<JavaRDD<SolvedCell>> persisted) implements AutoCloseable {
    /** These and others. */
    SolvedCells and(SolvedCells others) {
        return new SolvedCells(
                cells.union(others.cells),
                Stream.concat(persisted.stream(), others.persisted.stream()).toList());
    }

    /** Lets go of what Spark keeps. */
    @Override
    public void close() {
        persisted.forEach(JavaRDD::unpersist);
    }
}
