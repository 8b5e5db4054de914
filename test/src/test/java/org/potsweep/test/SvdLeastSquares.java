package org.potsweep.test;

import org.bytedeco.openblas.global.openblas;

/**
 * Least squares by singular values, LAPACK's dgelsd and dgesdd on the explicit rows: the reference that shares nothing
 * with Potsweep's solver, neither normal equations nor code. Columns are brought to unit norm first, which for fewer
 * rows than columns defines the norm that is smallest.
 *
 * @param coefficients of every right-hand side, in the units of the targets
 * @param rank number of singular values above the cut
 * @param singularValues of the scaled matrix, descending
 */
record SvdLeastSquares(double[][] coefficients, int rank, double[] singularValues) {
    /** Leaves the cut to LAPACK: singular values at or below the rounding unit times the largest. */
    static final double ROUNDING = -1;

    /**
     * @param matrix rows x columns, column by column; overwritten
     * @param targets right-hand sides, each of {@code rows} values
     * @param rcond singular values at or below this fraction of the largest count as zero
     */
    static SvdLeastSquares solve(double[] matrix, int rows, int columns, double[][] targets, double rcond) {
        double[] scale = equilibrate(matrix, rows, columns);
        int ld = Math.max(rows, columns);
        double[] b = new double[ld * targets.length];
        for (int t = 0; t < targets.length; t++) {
            System.arraycopy(targets[t], 0, b, t * ld, rows);
        }
        double[] values = new double[Math.min(rows, columns)];
        int[] rank = new int[1];
        int code = openblas.LAPACKE_dgelsd(
                openblas.LAPACK_COL_MAJOR, rows, columns, targets.length, matrix, rows, b, ld, values, rcond, rank);
        if (code != 0) {
            throw new ArithmeticException("dgelsd returned " + code);
        }
        double[][] coefficients = new double[targets.length][columns];
        for (int t = 0; t < targets.length; t++) {
            for (int c = 0; c < columns; c++) {
                coefficients[t][c] = scale[c] * b[t * ld + c];
            }
        }
        return new SvdLeastSquares(coefficients, rank[0], values);
    }

    /** Condition of the scaled matrix in the 2-norm, within its rank. */
    double condition() {
        return singularValues[0] / singularValues[rank - 1];
    }

    /**
     * Leverage of every row: the diagonal of U U^T. Where the condition exceeds 1e8, singular values below 1e-6 of the
     * largest count as zero.
     *
     * @param matrix rows x columns, column by column; overwritten
     */
    static double[] leverage(double[] matrix, int rows, int columns) {
        return leverage(matrix, rows, columns, -1);
    }

    /**
     * Leverage of every row: the diagonal of U U^T over the left singular vectors that {@code rcond} keeps; negative for
     * {@link #leverage(double[], int, int)}.
     *
     * @param matrix rows x columns, column by column; overwritten
     */
    static double[] leverage(double[] matrix, int rows, int columns, double rcond) {
        equilibrate(matrix, rows, columns);
        int count = Math.min(rows, columns);
        double[] values = new double[count];
        double[] u = new double[rows * count];
        double[] vt = new double[count * columns];
        int code = openblas.LAPACKE_dgesdd(
                openblas.LAPACK_COL_MAJOR, (byte) 'S', rows, columns, matrix, rows, values, u, rows, vt, count);
        if (code != 0) {
            throw new ArithmeticException("dgesdd returned " + code);
        }
        boolean deficient = count < columns || values[count - 1] < 1e-8 * values[0];
        double cut = rcond >= 0 ? rcond : deficient ? 1e-6 : 0;
        double[] leverage = new double[rows];
        for (int k = 0; k < count && values[k] > cut * values[0]; k++) {
            for (int r = 0; r < rows; r++) {
                leverage[r] += u[k * rows + r] * u[k * rows + r];
            }
        }
        return leverage;
    }

    /** Divides every column by its norm; returns what coefficients are multiplied by to undo that. */
    private static double[] equilibrate(double[] matrix, int rows, int columns) {
        double[] scale = new double[columns];
        for (int c = 0; c < columns; c++) {
            double square = 0;
            for (int r = c * rows; r < (c + 1) * rows; r++) {
                square += matrix[r] * matrix[r];
            }
            scale[c] = square > 0 ? 1 / Math.sqrt(square) : 0;
            for (int r = c * rows; r < (c + 1) * rows; r++) {
                matrix[r] *= scale[c];
            }
        }
        return scale;
    }
}
