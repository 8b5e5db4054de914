package org.potsweep.jobs.front;

import java.util.List;
import java.util.Optional;
import org.potsweep.analysis.Dominance;
import org.potsweep.analysis.Objective;

/**
 * What is asked of a table.
 *
 * @param objectives columns by which cells are compared, at least one
 * @param cell columns whose values name a cell; rows that agree in them are its replicates
 * @param per columns of {@code cell} for each of whose values a front of its own is taken; usually none
 * @param reference the values of the reference point of hypervolumes, one an objective; empty for the worst value of each
 *     objective over all compared cells
 * @param resamples of the bootstrap over replicates; 0 for none
 * @param seed of the bootstrap
 */
public record FrontQuery(
        List<Objective> objectives,
        Dominance dominance,
        List<String> cell,
        Reduction reduction,
        List<String> per,
        Optional<List<Double>> reference,
        int resamples,
        long seed) {

    public FrontQuery {
        objectives = List.copyOf(objectives);
        cell = List.copyOf(cell);
        per = List.copyOf(per);
        reference = reference.map(List::copyOf);
    }

    /** A query for one front over medians, without bootstrap. */
    public static FrontQuery of(List<Objective> objectives, Dominance dominance, List<String> cell) {
        return new FrontQuery(objectives, dominance, cell, Reduction.MEDIAN, List.of(), Optional.empty(), 0, 1);
    }

    /** The same with other objectives. */
    public FrontQuery withObjectives(List<Objective> others) {
        return new FrontQuery(others, dominance, cell, reduction, per, reference, resamples, seed);
    }
}
