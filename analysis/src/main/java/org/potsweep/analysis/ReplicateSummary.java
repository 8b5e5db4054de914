package org.potsweep.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One cell's replicates reduced to a spread an objective.
 *
 * @param count how many replicates the cell has
 * @param spreads one an objective
 */
public record ReplicateSummary(int count, List<Spread> spreads) {
    public ReplicateSummary {
        spreads = List.copyOf(spreads);
    }

    /**
     * @param replicates one row of d objectives a replicate, null where the cell misses one; not modified
     * @throws IllegalArgumentException if the cell has no replicate, rows differ in length, or a value is NaN or
     *     infinite
     */
    public static ReplicateSummary of(double[][] replicates) {
        int[] present = IntStream.range(0, replicates.length)
                .filter(r -> replicates[r] != null)
                .toArray();
        if (present.length == 0) {
            throw new IllegalArgumentException("a cell without replicates cannot be summarised");
        }
        List<Objective> objectives = Objective.minimised(replicates[present[0]].length);
        for (int r : present) {
            Points.check(replicates[r], objectives, () -> "replicate " + r);
        }
        double[][] rows = Arrays.stream(replicates).filter(Objects::nonNull).toArray(double[][]::new);
        return new ReplicateSummary(
                rows.length,
                IntStream.range(0, objectives.size())
                        .mapToObj(k -> Spread.of(
                                Arrays.stream(rows).mapToDouble(row -> row[k]).toArray()))
                        .toList());
    }

    /** The median of each objective: the point that stands for the cell on a front. */
    public double[] medians() {
        return spreads.stream().mapToDouble(Spread::median).toArray();
    }
}
