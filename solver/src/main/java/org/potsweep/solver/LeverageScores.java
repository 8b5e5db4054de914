package org.potsweep.solver;

/** Statistical leverage: diagonal entries x A^+ x^T of the hat matrix of weighted rows. */
public final class LeverageScores {
    /** Rows that are transformed at once. */
    private static final int PANEL_ROWS = 512;

    private LeverageScores() {}

    /**
     * Scores of rows at one leading block.
     *
     * @param equations the weighted problem whose rows span the hat matrix
     * @param factor a factor of its leading block of order n
     * @param rows rows of descriptors, row-major, unweighted
     * @param stride entries of a row, at least n
     * @param weight what the rows are multiplied with
     * @return one score a row, between 0 and 1 (to rounding) for rows that the problem contains
     * @throws ArithmeticException if a score is not finite
     */
    public static double[] of(WeightedEquations equations, Factor factor, double[] rows, int stride, double weight) {
        int order = factor.order();
        if (stride < order || rows.length % stride != 0) {
            throw new IllegalArgumentException(
                    rows.length + " entries are not rows of " + stride + ", of which " + order + " are scored");
        }
        int count = rows.length / stride;
        double[] scores = new double[count];
        double[] column = new double[order];
        try (NativeMatrix panel = new NativeMatrix(order, Math.min(PANEL_ROWS, Math.max(1, count)))) {
            for (int done = 0; done < count; done += panel.columns()) {
                int size = Math.min(panel.columns(), count - done);
                for (int r = 0; r < size; r++) {
                    for (int i = 0; i < order; i++) {
                        column[i] = weight * equations.scale(i) * rows[(done + r) * stride + i];
                    }
                    panel.write(0, r, column, 0, order);
                }
                factor.whiten(panel, size);
                for (int r = 0; r < size; r++) {
                    panel.read(0, r, column, 0, order);
                    double sum = 0;
                    for (double z : column) {
                        sum += z * z;
                    }
                    if (!Double.isFinite(sum)) {
                        throw new ArithmeticException("the leverage of row " + (done + r) + " is " + sum);
                    }
                    scores[done + r] = sum;
                }
            }
        }
        return scores;
    }
}
