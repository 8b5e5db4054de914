package org.potsweep.jobs.front;

import java.util.List;
import java.util.Map;

/**
 * A Pareto front and what stands out on it.
 *
 * @param scope values of the {@code per} columns of the cells that were compared; empty for all cells
 * @param cells number of cells compared
 * @param rows cells on the front, by the last objective, the best first
 * @param best for each objective the cell on the front that is best in it
 * @param knee the cell on the front nearest the ideal point
 * @param reference the reference point of the hypervolume, by objective
 * @param hypervolume of what the front dominates, up to the reference point, in the product of the objectives' units,
 *     decades where an objective is logarithmic
 * @param hypervolumeShare the hypervolume as a share of the box between reference and ideal point, 0 to 1; NaN where that
 *     box is empty
 */
public record Front(
        Map<String, Object> scope,
        long cells,
        List<FrontRow> rows,
        Map<String, FrontRow> best,
        FrontRow knee,
        Map<String, Double> reference,
        double hypervolume,
        double hypervolumeShare) {

    /** {@code all}, or what the scope is, as {@code twojmax=6}. */
    public String name() {
        return scope.isEmpty()
                ? "all"
                : String.join(
                        ",",
                        scope.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList());
    }
}
