package org.potsweep.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How often a cell stays on the front when the replicates are drawn again: the bootstrap (Efron, Ann. Stat. 7 (1979) 1)
 * over replicates. A resample draws for each cell as many of its replicates as it has, with replacement and independently
 * of the other cells, reduces them, and takes the front.
 *
 * <p>Unlike {@link FrontMembership} it judges the reduced cells that the front itself compares, and needs no replicates
 * that belong together across cells. With few replicates the shares are coarse, and cells of a single one never move.
 */
public final class FrontBootstrap {
    private FrontBootstrap() {}

    /**
     * @param cells {@code cells[c][r]} holds the d objectives of cell c in its replicate r
     * @param objectives the d objectives
     * @param reduction what stands for several values of an objective, such as {@link Quantiles#median}
     * @param resamples how many, at least one
     * @param seed of the draws: the same seed gives the same shares
     * @return for each cell the share, 0 to 1, of the resamples in which it is on the front
     * @throws IllegalArgumentException if a cell has no replicate, a row has not d values, a value is NaN or infinite, or
     *     resamples is not positive
     */
    public static double[] shares(
            double[][][] cells,
            List<Objective> objectives,
            Dominance dominance,
            ToDoubleFunction<double[]> reduction,
            int resamples,
            long seed) {
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least one resample, not " + resamples);
        }
        check(cells, objectives);
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = new double[cells.length];
        double[][] points = new double[cells.length][];
        for (int resample = 0; resample < resamples; resample++) {
            Arrays.setAll(points, c -> drawn(cells[c], objectives.size(), reduction, random));
            for (int c : ParetoFront.of(points, objectives, dominance)) {
                shares[c] += 1;
            }
        }
        Arrays.setAll(shares, c -> shares[c] / resamples);
        return shares;
    }

    private static void check(double[][][] cells, List<Objective> objectives) {
        for (int c = 0; c < cells.length; c++) {
            int cell = c;
            if (cells[c].length == 0) {
                throw new IllegalArgumentException("cell " + c + " has no replicates to draw from");
            }
            for (int r = 0; r < cells[c].length; r++) {
                int replicate = r;
                Points.check(cells[c][r], objectives, () -> "cell " + cell + ", replicate " + replicate);
            }
        }
    }

    private static double[] drawn(
            double[][] cell, int objectives, ToDoubleFunction<double[]> reduction, SplittableRandom random) {
        if (cell.length == 1) {
            return cell[0];
        }
        int[] draw = random.ints(cell.length, 0, cell.length).toArray();
        double[] point = new double[objectives];
        double[] values = new double[cell.length];
        for (int k = 0; k < objectives; k++) {
            for (int i = 0; i < draw.length; i++) {
                values[i] = cell[draw[i]][k];
            }
            point[k] = reduction.applyAsDouble(values);
        }
        return point;
    }
}
