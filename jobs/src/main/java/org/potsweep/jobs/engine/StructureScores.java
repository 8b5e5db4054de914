package org.potsweep.jobs.engine;

import java.util.Arrays;

/**
 * Leverage scores of structures.
 *
 * @param scores one a structure
 * @param rank numerical rank of the weighted rows that the scores are relative to, which is the sum of the scores of all
 *     these rows
 * @param columns number of descriptor columns
 * @param rows number of rows that the scores are relative to
 * @param rowsScored number of rows of each structure that its score sums over
 */
public record StructureScores(double[] scores, int rank, int columns, long rows, int[] rowsScored) {
    /** Relative difference below which scores are the same but for rounding. */
    private static final double SAME = 1e-6;

    /** Whether the scores, relative to the rows that they sum over, tell structures apart no more than rounding does. */
    public boolean areConstant() {
        double[] means = new double[scores.length];
        Arrays.setAll(means, i -> scores[i] / rowsScored[i]);
        return areConstant(means);
    }

    static boolean areConstant(double[] means) {
        double smallest = Arrays.stream(means).min().orElseThrow();
        double largest = Arrays.stream(means).max().orElseThrow();
        return largest - smallest <= SAME * largest;
    }
}
