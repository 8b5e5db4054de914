package org.potsweep.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a cell is on the front when each replicate is judged by itself: near 1 its place is safe, near 0 it is an
 * accident of the draw.
 *
 * <p>The front of replicate r is that of all cells' r-th replicates. Replicates need not be balanced: a cell that lacks
 * replicate r is neither on that front nor counted.
 */
public final class FrontMembership {
    private FrontMembership() {}

    /**
     * @param cells {@code cells[c][r]} holds the d objectives of cell c in replicate r; null, or beyond the end of
     *     {@code cells[c]}, where the cell misses that replicate
     * @param objectives the d objectives
     * @return for each cell the share, 0 to 1, of its replicates in which it is on the front
     * @throws IllegalArgumentException if a cell has no replicate, a row has not d values, or a value is NaN or infinite
     */
    public static double[] shares(double[][][] cells, List<Objective> objectives, Dominance dominance) {
        int[] counts = new int[cells.length];
        for (int c = 0; c < cells.length; c++) {
            counts[c] = checkedCount(cells[c], c, objectives);
        }
        int replicates =
                Arrays.stream(cells).mapToInt(cell -> cell.length).max().orElse(0);
        double[] shares = new double[cells.length];
        for (int replicate = 0; replicate < replicates; replicate++) {
            int r = replicate;
            int[] present = IntStream.range(0, cells.length)
                    .filter(c -> r < cells[c].length && cells[c][r] != null)
                    .toArray();
            double[][] points =
                    Arrays.stream(present).mapToObj(c -> cells[c][r]).toArray(double[][]::new);
            for (int i : ParetoFront.of(points, objectives, dominance)) {
                shares[present[i]] += 1;
            }
        }
        Arrays.setAll(shares, c -> shares[c] / counts[c]);
        return shares;
    }

    private static int checkedCount(double[][] cell, int c, List<Objective> objectives) {
        int count = 0;
        for (int replicate = 0; replicate < cell.length; replicate++) {
            int r = replicate;
            if (cell[r] != null) {
                Points.check(cell[r], objectives, () -> "cell " + c + ", replicate " + r);
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("cell " + c + " has no replicates, so no share of them");
        }
        return count;
    }
}
