package org.potsweep.jobs.front;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.potsweep.analysis.Spread;

/**
 * A cell of a Pareto front, its replicates reduced.
 *
 * @param axes the value of each column that names the cell, in the table's order; a value may be null
 * @param method how its replicates were solved: {@code cholesky}, {@code minimum-norm}, or {@code mixed}; null where the
 *     table does not tell
 * @param replicates number of the cell's rows
 * @param membership share of the replicates in which the cell is on the front, 0 to 1; null where the table has no column
 *     {@code replicate}
 * @param bootstrapShare share of the bootstrap's resamples in which the cell is on the front; null without bootstrap
 * @param values each objective, reduced over the replicates
 * @param spreads percentiles of each objective over the replicates; empty where nothing is reduced
 */
public record FrontRow(
        Map<String, Object> axes,
        String method,
        int replicates,
        Double membership,
        Double bootstrapShare,
        Map<String, Double> values,
        Map<String, Spread> spreads) {

    public FrontRow {
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        spreads = Collections.unmodifiableMap(new LinkedHashMap<>(spreads));
    }

    /** The reduced value of an objective; NaN if the front was not taken in it. */
    public double value(String objective) {
        return values.getOrDefault(objective, Double.NaN);
    }
}
