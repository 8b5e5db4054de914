package org.potsweep.solver;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Statistical leverage: the diagonal entries x A^+ x^T of the hat matrix of weighted rows, at several leading blocks of
 * columns, from the factors of their product, in a form that can be sent.
 *
 * <p>The score of a row x is |z|^2, with z = L^-1 D x for the blocks that have a Cholesky factor (one substitution serves
 * them all, as partial sums of squares) and z = U^T D x, U U^T = A^+, for those solved at a numerical rank.
 *
 * <p>Each process makes the matrices anew, once, when it first scores: they take as much again as the arrays, and twice
 * that of the Cholesky factor. Closing gives those of this process back.
 */
public final class LeverageScores implements Serializable, AutoCloseable {
    /** Rows that are best scored at once. */
    public static final int PANEL_ROWS = 256;

    private final int[] orders;
    private final double[] scale;

    /** For each block whether the Cholesky factor serves it. */
    private final boolean[] definite;

    /** Order of the Cholesky factor: that of the largest block that it serves, or 0. */
    private final int definiteOrder;

    /** Its lower triangle, column by column. */
    private final double[] cholesky;

    /** For each other block U, column by column: as many columns as the rank, or some more. */
    private final double[][] bases;

    private transient NativeMatrix factor;
    private transient NativeMatrix[] projections;

    /**
     * @param equations the weighted problem
     * @param factorisation its factors
     * @param orders of the blocks, as the factorisation was given them
     */
    public LeverageScores(WeightedEquations equations, NestedFactorisation factorisation, int... orders) {
        this.orders = orders.clone();
        this.scale = new double[orders[orders.length - 1]];
        Arrays.setAll(scale, equations::scale);
        this.definite = new boolean[orders.length];
        this.bases = new double[orders.length][];
        CholeskyFactor largest = null;
        for (int block = 0; block < orders.length; block++) {
            Factor shape = factorisation.factor(block);
            if (shape instanceof CholeskyFactor triangle) {
                definite[block] = true;
                largest = triangle;
            } else {
                bases[block] = ((MinimumNormFactor) shape).inverseRoot();
            }
        }
        this.definiteOrder = largest == null ? 0 : largest.order();
        this.cholesky = largest == null ? new double[0] : largest.lowerTriangle();
    }

    /** The number of leading blocks. */
    public int blocks() {
        return orders.length;
    }

    /** The number of columns that a row must have. */
    public int columns() {
        return scale.length;
    }

    /**
     * Adds up the scores of rows.
     *
     * @param rows the rows side by side, columns() x count; overwritten
     * @param weights what each row is multiplied with
     * @return scores[block][row]
     * @throws ArithmeticException if a score is not finite
     */
    public double[][] scores(NativeMatrix rows, double[] weights) {
        int count = weights.length;
        double[][] scores = new double[orders.length][count];
        double[] column = new double[columns()];
        for (int r = 0; r < count; r++) {
            rows.read(0, r, column, 0, column.length);
            for (int i = 0; i < column.length; i++) {
                column[i] *= scale[i] * weights[r];
            }
            rows.write(0, r, column, 0, column.length);
        }
        initialise();
        for (int block = 0; block < orders.length; block++) {
            if (!definite[block]) {
                NativeMatrix basis = projections[block];
                try (NativeMatrix z = new NativeMatrix(basis.columns(), count)) {
                    Blas.multiplyTransposed(basis.columns(), count, orders[block], basis, rows, z);
                    addSquares(z, 0, basis.columns(), scores[block]);
                }
            }
        }
        if (definiteOrder > 0) {
            Blas.solveLower(definiteOrder, count, factor, rows);
            partialSums(rows, scores);
        }
        requireFinite(scores);
        return scores;
    }

    private void partialSums(NativeMatrix z, double[][] scores) {
        double[] sums = new double[scores[0].length];
        int from = 0;
        for (int block = 0; block < orders.length && orders[block] <= definiteOrder; block++) {
            addSquares(z, from, orders[block], sums);
            from = orders[block];
            if (definite[block]) {
                scores[block] = sums.clone();
            }
        }
    }

    private static void addSquares(NativeMatrix z, int from, int to, double[] sums) {
        double[] column = new double[to - from];
        for (int r = 0; r < sums.length; r++) {
            z.read(from, r, column, 0, column.length);
            for (double value : column) {
                sums[r] += value * value;
            }
        }
    }

    private static void requireFinite(double[][] scores) {
        for (double[] block : scores) {
            for (double score : block) {
                if (!Double.isFinite(score)) {
                    throw new ArithmeticException("the leverage of a row is " + score);
                }
            }
        }
    }

    private synchronized void initialise() {
        if (projections != null) {
            return;
        }
        if (definiteOrder > 0) {
            factor = new NativeMatrix(definiteOrder, definiteOrder);
            for (int j = 0, at = 0; j < definiteOrder; j++) {
                factor.write(j, j, cholesky, at, definiteOrder - j);
                at += definiteOrder - j;
            }
        }
        NativeMatrix[] made = new NativeMatrix[orders.length];
        for (int block = 0; block < orders.length; block++) {
            if (!definite[block]) {
                made[block] = NativeMatrix.of(orders[block], bases[block].length / orders[block], bases[block]);
            }
        }
        projections = made;
    }

    @Override
    public synchronized void close() {
        if (factor != null) {
            factor.close();
            factor = null;
        }
        for (int block = 0; projections != null && block < projections.length; block++) {
            if (!definite[block]) {
                projections[block].close();
            }
        }
        projections = null;
    }
}
